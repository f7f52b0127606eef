import type { Page } from '@handlr/protocol';
import { isWebAddress, pagePath } from './page-address.ts';

export function PageLink({ page: { url, title } }: { page: Page }) {
  if (url === '') return <>Unknown</>;
  const path = pagePath(url);
  return (
    <>
      {title !== '' && <bdi class="page-title">{title}</bdi>}
      {isWebAddress(url) ? (
        <a class="page-path" href={url} target="_blank" rel="noreferrer noopener" title={url}>
          {path}
        </a>
      ) : (
        <span class="page-path">{path}</span>
      )}
    </>
  );
}
