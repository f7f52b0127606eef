import { consentBasis } from '../consent/basis.ts';
import { html, lines, type Markup } from './html.ts';
import { deviceEntries, isDenied, type PlacedEntry } from './placed-entries.ts';
import type { SiteFacts } from './site-facts.ts';
import { tableParts } from './table.ts';
import { consentWords, countryName, lifetimeWords, placeWords, purposeWords, recipientNames } from './words.ts';

const columns = ['Name', 'Where', 'Why', 'How long', 'Who receives it', 'Needs consent'] as const;

/**
 * What the chat may keep on a visitor's device, as a table for the site's own cookie page: a fragment of HTML without any
 * script or style, in which each part has a class that begins with `handlr-`.
 */
export function renderStorageTable(site: SiteFacts): string {
  return html`<div class="handlr-storage" lang="en">
    <table class="handlr-storage-table">
      <caption class="handlr-storage-caption">
        What the chat may keep on your device
      </caption>
      ${tableParts(
        columns,
        deviceEntries(site).map((placed) => row(placed, site)),
      )}
    </table>
    ${lines(notes(site).map((note) => html`<p class="handlr-storage-note">${note}</p>`))}
  </div>`.toString();
}

function row({ entry, name, place }: PlacedEntry, site: SiteFacts): Markup {
  const consent = isDenied(entry.purpose, site) ? 'never' : consentBasis(entry.purpose, site.jurisdiction);
  // Each cell names its column, so that a site can stack them where a screen is narrow.
  return html`<tr class="handlr-storage-row">
    <th scope="row"><code class="handlr-storage-name">${name}</code></th>
    <td data-column="Where">${placeWords[place]}</td>
    <td data-column="Why">
      <span class="handlr-storage-purpose">${purposeWords[entry.purpose]}.</span> ${entry.sentence}
    </td>
    <td data-column="How long">${lifetimeWords(entry)}</td>
    <td data-column="Who receives it">${recipientNames(entry, site).join(', ')}</td>
    <td data-column="Needs consent">
      <span class="handlr-storage-consent">${consentWords[consent]}.</span>
      <span class="handlr-storage-basis">${entry.basis[site.jurisdiction]}</span>
    </td>
  </tr>`;
}

function notes({ controller, processor, contact, hostingCountry }: SiteFacts): readonly string[] {
  return [
    `Answerable for it: ${controller}.`,
    ...(processor === null ? [] : [`The chats are answered on its behalf by ${processor}.`]),
    ...(hostingCountry === null
      ? []
      : [`What leaves the device is kept in this country: ${countryName(hostingCountry)}.`]),
    ...(contact === null ? [] : [`Questions: ${contact}`]),
    'How to change what you agreed to, and how to erase all of this: “Your privacy”, the shield at the top of the chat box.',
  ];
}
