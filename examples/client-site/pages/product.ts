import type { Product } from '../products.ts';
import type { Page } from '../render-page.ts';
import { productCards } from './product-card.ts';

export const productPage = (product: Product, others: readonly Product[]): Page => ({
  path: `/shop/${product.slug}`,
  title: product.name,
  description: `${product.name}, £${product.pricePounds}. ${product.line}. Hand-thrown stoneware from Rye.`,
  content: `
<div class="product-page">
<nav class="crumbs" aria-label="Breadcrumb"><ol><li><a href="/shop">Shop</a></li><li aria-current="page">${product.name}</li></ol></nav>
<article class="product">
  <img class="tile" src="/art/${product.slug}.svg" alt="${product.imageAlt}" width="400" height="400">
  <div class="product-words">
    <h1>${product.name}</h1>
    <p class="card-line">${product.line}</p>
    <p class="price price-large">£${product.pricePounds}</p>
    ${product.story.map((paragraph) => `<p>${paragraph}</p>`).join('\n    ')}
    <p class="stock">${product.stock}</p>
    <p class="actions"><a class="button" href="/delivery#ordering">Order this piece</a> <a class="quiet" href="/delivery">Delivery from £4.50</a></p>
    <dl class="facts">${product.facts.map(([term, detail]) => `<div><dt>${term}</dt><dd>${detail}</dd></div>`).join('')}</dl>
  </div>
</article>
</div>
<section aria-labelledby="beside">
  <div class="section-head"><h2 id="beside">Sits well beside</h2></div>
  ${productCards(others.slice(0, 3), 3)}
</section>`,
});
