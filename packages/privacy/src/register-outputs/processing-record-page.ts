import { html, lines, type Markup } from './html.ts';
import { pageStyle } from './page-style.ts';
import type { ProcessingCategory, ProcessingRecord, RecordedEntry } from './processing-record.ts';
import { tableParts } from './table.ts';
import { consentWords, countryName, jurisdictionWords, subjectWords } from './words.ts';

/** The processing record as a page of its own, to be read and printed. Loads nothing and runs nothing. */
export function renderProcessingRecord(record: ProcessingRecord): string {
  const { title, site } = record;
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${`${site.name} · ${title}`}</title>
        <style>
          ${pageStyle}
        </style>
      </head>
      <body>
        <header>
          <h1>${site.name}</h1>
          <p>${title}</p>
        </header>
        <main>
          <dl class="facts">${parties(record)}</dl>
          <h2>Processing on behalf of the controller</h2>
          ${lines(record.processing.map(category))}
          <h2>Transfers to third countries</h2>
          <p>${record.transfers}</p>
          <h2>Security measures</h2>
          <ul>
            ${record.securityMeasures.map((measure) => html`<li>${measure}</li>`)}
          </ul>
          <h2>What the processor keeps for itself</h2>
          <p>Its own staff and settings. The processor itself is answerable for these.</p>
          ${table('Staff and settings', record.ownProcessing)}
        </main>
      </body>
    </html>`.toString();
}

function parties({ controller, processor, jurisdiction, hostingCountry, site, madeOn }: ProcessingRecord): Markup[] {
  const facts: readonly (readonly [term: string, detail: string])[] = [
    ['Controller', controller.name],
    ['Contact', controller.contact ?? 'Not named yet'],
    ['Processor', processor.name ?? 'Not named yet'],
    ['Website', `${site.domains.join(', ')} (${site.key})`],
    ['Law', jurisdictionWords[jurisdiction]],
    ['Hosted in', hostingCountry === null ? 'Not stated' : countryName(hostingCountry)],
    ['Made on', madeOn],
  ];
  return facts.map(
    ([term, detail]) =>
      html`<div>
        <dt>${term}</dt>
        <dd>${detail}</dd>
      </div>`,
  );
}

function category({ about, purpose, consent, entries }: ProcessingCategory): Markup {
  return html`<h3>${about} <small>${purpose}</small></h3>
    <p>Needs consent: ${consentWords[consent]}.</p>
    ${table(about, entries)}`;
}

const columns = ['Data, as visitors are told', 'Whose', 'Where', 'How long', 'Recipients', 'Legal basis'] as const;

function table(label: string, entries: readonly RecordedEntry[]): Markup {
  return html`<div class="wide" role="region" aria-label="${label}" tabindex="0">
    <table>
      ${tableParts(columns, entries.map(row))}
    </table>
  </div>`;
}

function row(entry: RecordedEntry): Markup {
  const country = entry.country === null ? '' : `, ${countryName(entry.country)}`;
  return html`<tr>
    <th scope="row">${entry.data} <code>${entry.fields.join(', ')}</code></th>
    <td>${subjectWords[entry.dataSubjects]}</td>
    <td>${entry.where}${country} <code>${entry.name}</code></td>
    <td>${entry.lifetime}</td>
    <td>${entry.recipients.join(', ')}</td>
    <td>${entry.legalBasis}</td>
  </tr>`;
}
