import { minimisePageTitle, minimisePageUrl } from '@handlr/privacy';
import type { Page } from '@handlr/protocol';

/** The page as it may leave the browser. */
export function reducedPage({ url, title }: Page, siteName: string): Page {
  const reducedUrl = minimisePageUrl(url);
  return { url: reducedUrl, title: minimisePageTitle(title, reducedUrl, siteName) };
}
