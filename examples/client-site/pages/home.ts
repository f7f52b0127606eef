import type { Product } from '../products.ts';
import type { Page } from '../render-page.ts';
import { productCards } from './product-card.ts';

export const homePage = (products: readonly Product[]): Page => ({
  path: '/',
  title: 'Home',
  description: 'Hand-thrown stoneware for the everyday table, made by one family in Rye since 1987.',
  content: `
<section class="hero">
  <div class="hero-words">
    <p class="eyebrow">Rye, East Sussex · since 1987</p>
    <h1>Good pots for ordinary days</h1>
    <p class="lede">Teapots that pour, mugs that fit the hand, plates that go in the dishwasher. Thrown, glazed and fired by one family, about two hundred pieces a month.</p>
    <p class="actions"><a class="button" href="/shop">See the shop</a> <a class="quiet" href="/about">How we work</a></p>
  </div>
  <img class="tile tile-wide" src="/art/shelf.svg" alt="On a shelf: a chalk and green-blue mug, a celadon bottle with three reeds, a cobalt teapot and a dark lidded jar" width="720" height="600">
</section>
<section aria-labelledby="last-firing">
  <div class="section-head"><h2 id="last-firing">From the last firing</h2><a class="quiet" href="/shop">All six pieces</a></div>
  ${productCards(products.slice(0, 3), 3)}
</section>
<section class="promises" aria-label="Our promises">
  <div><h2>Fired to 1,280 °C</h2><p>Hard, dense stoneware that does not mind the oven, the microwave or the dishwasher.</p></div>
  <div><h2>Posted in straw board</h2><p>If it reaches you in more pieces than it left us, we send another the same day.</p></div>
  <div><h2>Mended for life</h2><p>Chipped a spout, lost a lid? Ask. We keep every profile, and can usually make the part.</p></div>
</section>
<figure class="quotation">
  <blockquote><p>The blue teapot has made every pot of tea in this house for eleven years. I came back only because my daughter took it with her.</p></blockquote>
  <figcaption>Margaret, Tenterden</figcaption>
</figure>`,
});
