import type { ErasureReport } from '@handlr/protocol';
import type { PrivacyLook } from '../privacy/privacy-look.ts';

type Words = PrivacyLook['words'];
type Row = { readonly name: string; readonly count: number };

const named: Readonly<Record<string, Parameters<Words>[0]>> = {
  'gateway/messages': 'erased.messages',
  'gateway/chats': 'erased.chats',
  'gateway/chat-consents': 'erased.decisions',
  'gateway/visitor-chats': 'erased.links',
};

/** What went, in people's words; entries without a word of their own count together. */
export function erasedRows({ erased }: ErasureReport, words: Words): Row[] {
  const rows = new Map<string, number>();
  for (const [entry, count] of Object.entries(erased)) {
    const name = words(named[entry] ?? 'erased.other');
    if (count > 0) rows.set(name, (rows.get(name) ?? 0) + count);
  }
  return [...rows].map(([name, count]) => ({ name, count }));
}

/** A ban that means the visitor stays until it ends. */
export function hasKept({ kept = {} }: ErasureReport): boolean {
  return Object.values(kept).some((count) => count > 0);
}

export function erasureText(report: ErasureReport, site: string, words: Words): string {
  const rows = erasedRows(report, words).map(({ name, count }) => `- ${name}: ${count}`);
  const at = new Date(report.erasedAt).toISOString();
  const kept = hasKept(report) ? [words('erased.kept'), ''] : [];
  return [words('erased.title'), '', words('erased.by', { site, time: at }), '', ...rows, '', ...kept].join('\n');
}
