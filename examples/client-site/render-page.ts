export type Page = {
  readonly path: string;
  /** Without the shop's name, which is added; the home page's title is the shop's name alone. */
  readonly title: string;
  readonly description: string;
  /** The inside of <main>, with the page's one h1. */
  readonly content: string;
};

export const shopName = 'Wrenmarsh Pottery';

const menu = [
  { path: '/shop', label: 'Shop' },
  { path: '/delivery', label: 'Delivery' },
  { path: '/about', label: 'About' },
] as const;

/** A whole HTML document, with `snippet` where a site's developer pastes it: the last thing in the body. */
export const renderPage = (page: Page, snippet: string): string => `<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${page.path === '/' ? `${shopName}, Rye` : `${page.title} · ${shopName}`}</title>
<meta name="description" content="${page.description}">
<meta name="color-scheme" content="light dark">
<meta name="theme-color" content="#f5f6f2" media="(prefers-color-scheme: light)">
<meta name="theme-color" content="#151b1c" media="(prefers-color-scheme: dark)">
<link rel="icon" href="/art/wren.svg" type="image/svg+xml">
<link rel="stylesheet" href="/styles.css">
</head>
<body>
<a class="skip" href="#content">Skip to the content</a>
<header class="masthead">
  <a class="wordmark" href="/"${current(page.path === '/')}>${wren}<span>Wrenmarsh <span class="wordmark-kind">Pottery</span></span></a>
  <nav aria-label="Main">
    <ul>${menu.map((item) => `<li><a href="${item.path}"${current(item.path === page.path, page.path.startsWith(`${item.path}/`))}>${item.label}</a></li>`).join('')}</ul>
  </nav>
</header>
<main id="content" tabindex="-1">
${page.content}
</main>
<footer class="colophon">
  <div class="colophon-columns">
    <p class="colophon-name">${shopName}<br><span>Hand-thrown stoneware, since 1987</span></p>
    <address>The Old Sail Loft, Strand Lane<br>Rye, East Sussex<br><a href="tel:+441632960184">01632 960184</a></address>
    <p>Wednesday to Saturday, 10 to 5<br>Sunday, 11 to 4<br><a href="/about#visit">Visit the workshop</a></p>
  </div>
  <p class="demonstration">This is a demonstration site for Handlr Chat. The shop is made up; the chat bubble in the corner is the product.</p>
</footer>
${snippet}
</body>
</html>
`;

const current = (isPage: boolean, isSection = false): string =>
  isPage ? ' aria-current="page"' : isSection ? ' aria-current="true"' : '';

const wrenPaths =
  '<path d="M3 7.2 7 5.6C8 3.9 9.8 3 11.7 3c3.3 0 5.6 2.3 6.3 5.3L22.5 3.5c.6 4.3-.8 8.3-3.7 10.7-1.6 1.4-3.5 2.1-5.5 2.1-4.3 0-7.3-3.3-7.1-7.7z"/><path d="M11 16.2 9.8 21m4.2-4.8.6 4.8" fill="none" stroke="currentColor" stroke-width="1.3" stroke-linecap="round"/>';

const wren = `<svg viewBox="0 0 24 24" width="28" height="28" fill="currentColor" aria-hidden="true">${wrenPaths}</svg>`;

/** The icon in the browser's tab. */
export const wrenIcon = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" color="#1d5b6a"><rect width="24" height="24" rx="6" fill="#e6ebe7"/><g transform="translate(2.5 2.5) scale(.8)" fill="#1d5b6a">${wrenPaths}</g></svg>\n`;
