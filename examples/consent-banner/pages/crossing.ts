/** The river between two banks, in the page's own colours, light and dark. */
export const crossing = `<svg class="crossing" viewBox="0 0 720 420" role="img" aria-label="A small red ferry on a wide river, between a wooden jetty and low green hills">
<rect class="sky" width="720" height="420"/>
<circle class="sun" cx="556" cy="104" r="34"/>
<path class="hill-far" d="M0 206C90 168 168 158 262 182s176 18 262-12 144-18 196 4v70H0z"/>
<path class="hill" d="M0 226c116-26 214-24 330-6s266 14 390-14v52H0z"/>
<rect class="water" y="246" width="720" height="174"/>
<path class="ripple" d="M40 288h96m240-14h132m70 34h96M150 332h120m190 22h150M60 384h86m236 4h70"/>
<path class="jetty" d="M0 318h128v12H0zm18 12h10v58H18zm76 0h10v58H94z"/>
<g class="boat" transform="translate(288 196)">
<path class="hull" d="M0 84h196l-18 36a14 14 0 0 1-13 8H31a14 14 0 0 1-13-8z"/>
<path class="cabin" d="M44 84V44c0-6 4-10 10-10h68c4 0 8 2 10 6l26 44z"/>
<path class="pane" d="M58 48h24v22H58zm36 0h24v22H94z"/>
<path class="funnel" d="M76 34V10h18v24z"/>
<path class="ripple" d="M-26 134h92m34 8h122"/>
</g>
<g transform="translate(614 300)"><path class="buoy" d="M0 46 10 8a10 10 0 0 1 20 0l10 38z"/><path class="ripple" d="M-16 54h72"/></g>
</svg>`;
