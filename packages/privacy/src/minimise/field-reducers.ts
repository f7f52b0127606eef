import type { Surroundings } from '../field-policy.ts';
import { minimisePageTitle } from './page-title.ts';
import { minimisePageUrl } from './page-url.ts';

/** For a record with a `pageUrl` beside the title. */
export function reducePageTitle(title: string, { record: { pageUrl }, siteName }: Surroundings): string {
  return minimisePageTitle(title, typeof pageUrl === 'string' ? minimisePageUrl(pageUrl) : '', siteName);
}
