export { minimisePageTitle } from './page-title.ts';
export { minimisePageUrl } from './page-url.ts';
export { minimiseReferrer } from './referrer.ts';
