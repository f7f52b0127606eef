import type { Product } from '../products.ts';
import type { Page } from '../render-page.ts';
import { productCards } from './product-card.ts';

export const cataloguePage = (products: readonly Product[]): Page => ({
  path: '/shop',
  title: 'Shop',
  description: 'Six pieces of hand-thrown stoneware: a teapot, a mug, a bottle, a bowl, a plate and a jar.',
  content: `
<header class="page-head">
  <h1>The shop</h1>
  <p class="lede">Six pieces, always in the making. We would rather throw one teapot well for thirty years than thirty teapots once.</p>
</header>
${productCards(products, 2)}
<p class="aside">Want a set, another glaze, or a piece you saw here years ago? <a href="/about#contact">Ask us</a>; we like being asked.</p>`,
});
