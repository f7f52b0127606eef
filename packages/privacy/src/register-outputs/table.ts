import { html, lines, type Markup } from './html.ts';

/** Head and body of a table, for whoever writes the table around them. */
export function tableParts(columns: readonly string[], rows: readonly Markup[]): Markup {
  return html`<thead>
      <tr>
        ${columns.map((column) => html`<th scope="col">${column}</th>`)}
      </tr>
    </thead>
    <tbody>
      ${lines(rows)}
    </tbody>`;
}
