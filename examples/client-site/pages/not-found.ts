import type { Product } from '../products.ts';
import type { Page } from '../render-page.ts';
import { productCards } from './product-card.ts';

export const notFoundPage = (products: readonly Product[]): Page => ({
  path: '/404',
  title: 'Page not found',
  description: 'There is no page at this address.',
  content: `
<header class="page-head">
  <h1>That one cracked in the kiln</h1>
  <p class="lede">There is no page at this address. These came out well:</p>
</header>
${productCards(products.slice(0, 3), 2)}
<p class="aside">Or go <a href="/">to the front door</a>.</p>`,
});
