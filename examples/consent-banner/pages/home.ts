import type { Page } from '../render-page.ts';
import { crossing } from './crossing.ts';

const crossings = [
  ['April to October', '7.20', '20.40', 'every 20 minutes'],
  ['November to March', '8.00', '17.30', 'every half hour'],
  ['Sundays and holidays', '9.00', '17.00', 'every half hour'],
] as const;

const fares = [
  ['On foot', '£1.80'],
  ['Under sixteen', 'Free'],
  ['Bicycle or dog', 'Free'],
  ['Ten crossings', '£14'],
] as const;

export const homePage: Page = {
  path: '/',
  title: 'Across the river in four minutes',
  description: 'A foot ferry over the Rother at Rye, every day of the year.',
  content: `
<section class="hero">
  <div>
    <h1>Across the river in four minutes</h1>
    <p class="lede">A foot ferry between Rye and the Camber side, every day of the year that the tide allows. No booking: stand on the jetty and wave.</p>
  </div>
  ${crossing}
</section>
<div class="columns">
  <section aria-labelledby="crossings">
    <h2 id="crossings">Crossings</h2>
    <div class="wide" role="group" aria-labelledby="crossings" tabindex="0">
    <table>
      <thead><tr><th scope="col">When</th><th scope="col">First</th><th scope="col">Last</th><th scope="col">Between</th></tr></thead>
      <tbody>${crossings.map(([when, first, last, between]) => `<tr><th scope="row">${when}</th><td>${first}</td><td>${last}</td><td>${between}</td></tr>`).join('')}</tbody>
    </table>
    </div>
  </section>
  <section aria-labelledby="fares">
    <h2 id="fares">Fares</h2>
    <dl class="fares">${fares.map(([who, price]) => `<div><dt>${who}</dt><dd>${price}</dd></div>`).join('')}</dl>
  </section>
</div>
<p class="aside">Is it running today? Ask in the chat: whoever answers can see the river.</p>`,
};
