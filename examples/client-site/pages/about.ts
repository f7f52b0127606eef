import { firingCurve } from '../art/firing-curve.ts';
import type { Page } from '../render-page.ts';

export const aboutPage: Page = {
  path: '/about',
  title: 'About and contact',
  description:
    'Three potters, two wheels and one gas kiln in an old sail loft in Rye. How to visit and how to reach us.',
  content: `
<header class="page-head">
  <h1>Three potters, two wheels, one kiln</h1>
  <p class="lede">Nell and Tom Wrenmarsh took the lease on the old sail loft in 1987. Ada grew up under the wedging bench and now makes the bowls.</p>
</header>
<div class="columns">
  <section class="prose" aria-labelledby="making">
    <h2 id="making">How a pot is made</h2>
    <p>The clay comes from Devon, and a little from the marsh for the speckle. A piece is thrown on Monday, turned on Wednesday and handled on Thursday, and then it waits a fortnight to dry.</p>
    <p>It is fired twice: once gently so that it takes glaze, and once to 1,280 °C over a day and a night. Nothing can be hurried after that. The kiln is opened when it can be opened with bare hands.</p>
  </section>
  <figure class="chart">
    ${firingCurve}
    <figcaption>The second firing, in hours and degrees</figcaption>
  </figure>
</div>
<div class="columns">
  <section aria-labelledby="visit">
    <h2 id="visit">Visit the workshop</h2>
    <p>Ring the bell by the blue door. There is usually tea, and the wheel is usually running.</p>
    <dl class="facts">
      <div><dt>Open</dt><dd>Wednesday to Saturday, 10 to 5<br>Sunday, 11 to 4</dd></div>
      <div><dt>Find us</dt><dd>The Old Sail Loft, Strand Lane, Rye</dd></div>
      <div><dt>By train</dt><dd>Ten minutes on foot from Rye station</dd></div>
      <div><dt>Step-free</dt><dd>The shop is; the loft has eleven stairs</dd></div>
    </dl>
  </section>
  <section aria-labelledby="contact">
    <h2 id="contact">Ask us something</h2>
    <p>The chat in the corner is the quickest way while we are open. The people who answer know the pots.</p>
    <dl class="facts">
      <div><dt>Telephone</dt><dd><a href="tel:+441632960184">01632 960184</a></dd></div>
      <div><dt>E-mail</dt><dd><a href="mailto:hello@wrenmarsh.example">hello@<wbr>wrenmarsh.example</a></dd></div>
      <div><dt>Trade</dt><dd><a href="mailto:trade@wrenmarsh.example">trade@<wbr>wrenmarsh.example</a></dd></div>
    </dl>
  </section>
</div>`,
};
