import type { FetchedPage } from './check-page.ts';

const longestPageCharacters = 5_000_000;
const timeoutMs = 15_000;

/**
 * Fetches a client's page as a visitor's browser would be sent it.
 * @throws TypeError when the page cannot be reached, DOMException `TimeoutError` after 15 s.
 */
export async function fetchPage(url: string): Promise<FetchedPage> {
  const response = await fetch(url, {
    headers: { accept: 'text/html', 'user-agent': 'Mozilla/5.0 (compatible; HandlrSiteCheck)' },
    signal: AbortSignal.timeout(timeoutMs),
  });
  const header = response.headers.get('content-security-policy');
  return {
    url: response.url,
    status: response.status,
    html: (await response.text()).slice(0, longestPageCharacters),
    // Several headers arrive joined by commas, which no policy contains.
    policies: header === null ? [] : header.split(','),
  };
}
