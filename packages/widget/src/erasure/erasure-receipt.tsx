import type { ErasureReport } from '@handlr/protocol';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { DownloadLink } from '../privacy/download-link.tsx';
import type { PrivacyLook } from '../privacy/privacy-look.ts';
import { erasedRows, erasureText, hasKept } from './erasure-text.ts';

/** Says what was erased, for as long as the panel is open; nobody keeps it but who downloads it. */
export function ErasureReceipt({ model, words, report }: PrivacyLook & { report: ErasureReport }) {
  const { site, times } = model;
  const rows = erasedRows(report, words);
  const title = useRef<HTMLHeadingElement>(null);
  // The button that was pressed is gone with the chat.
  useLayoutEffect(() => title.current?.focus(), []);
  return (
    <section class="erased" aria-labelledby="erased-title">
      <h4 id="erased-title" ref={title} tabIndex={-1}>
        {words('erased.title')}
      </h4>
      <p>{words('erased.by', { site: site.name, time: times.moment(report.erasedAt) })}</p>
      {rows.length === 0 && <p>{words('erased.already')}</p>}
      <dl>
        {rows.map(({ name, count }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{count}</dd>
          </div>
        ))}
      </dl>
      {hasKept(report) && <p>{words('erased.kept')}</p>}
      <DownloadLink name="erasure-receipt.txt" type="text/plain" content={erasureText(report, site.name, words)}>
        {words('receipt.download')}
      </DownloadLink>
    </section>
  );
}
