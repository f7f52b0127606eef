import type { Product } from '../products.ts';

export const productCards = (products: readonly Product[], headingLevel: 2 | 3): string => `
<ul class="cards">
${products
  .map(
    (product) => `
  <li class="card">
    <img class="tile" src="/art/${product.slug}.svg" alt="${product.imageAlt}" width="400" height="400">
    <h${headingLevel}><a href="/shop/${product.slug}">${product.name}</a></h${headingLevel}>
    <p class="card-line">${product.line}</p>
    <p class="price">£${product.pricePounds}</p>
  </li>`,
  )
  .join('')}
</ul>`;
