export type Page = {
  readonly path: string;
  readonly title: string;
  readonly description: string;
  /** The inside of <main>, with the page's one h1. */
  readonly content: string;
  /** Of the page alone, besides those of every page. */
  readonly scripts?: readonly string[];
};

const name = 'Rother Ferry';

/** The banner's two files and our own that joins it to the chat, and last in the body the chat's snippet. */
export const renderPage = (page: Page, snippet: string): string => `<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${page.title} · ${name}</title>
<meta name="description" content="${page.description}">
<meta name="color-scheme" content="light dark">
<link rel="icon" href="/ferry.svg" type="image/svg+xml">
<link rel="stylesheet" href="/cookieconsent.css">
<link rel="stylesheet" href="/styles.css">
<script defer src="/cookieconsent.umd.js"></script>
<script defer src="/consent.js"></script>
${(page.scripts ?? []).map((source) => `<script defer src="${source}"></script>`).join('\n')}
</head>
<body>
<a class="skip" href="#content">Skip to the content</a>
<header class="masthead">
  <a class="wordmark" href="/"${current(page.path === '/')}>${boat}<span>${name}</span></a>
  <a class="plain" href="/cookies"${current(page.path === '/cookies')}>Cookies</a>
</header>
<main id="content" tabindex="-1">
${page.content}
</main>
<footer class="colophon">
  <p>${name}, The Strand, Rye · <a href="tel:+441632960230">01632 960230</a></p>
  <p><button class="link" type="button" data-cc="show-preferencesModal">Change what you agreed to</button></p>
  <p class="demonstration">A demonstration of Handlr Chat beside a consent banner of the site’s own. The ferry is made up.</p>
</footer>
${snippet}
</body>
</html>
`;

const current = (isPage: boolean): string => (isPage ? ' aria-current="page"' : '');

const boatPaths =
  '<path d="M2.5 14h19l-2.2 4.2a2 2 0 0 1-1.8 1.1h-11a2 2 0 0 1-1.8-1.1z"/><path d="M7 12V8.2c0-.7.5-1.2 1.2-1.2h5.6c.4 0 .8.2 1 .5l2.7 4.5zM9.5 5.6V3h1.6v2.6z"/>';

const boat = `<svg viewBox="0 0 24 24" width="28" height="28" fill="currentColor" aria-hidden="true">${boatPaths}</svg>`;

/** The icon in the browser's tab. */
export const ferryIcon = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><rect width="24" height="24" rx="6" fill="#e3ecf1"/><g transform="translate(2.4 2.4) scale(.8)" fill="#1d5a85">${boatPaths}</g></svg>\n`;
