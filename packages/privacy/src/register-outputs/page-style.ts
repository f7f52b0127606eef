import { css } from './html.ts';

/** Of a page that is read and printed on its own, in light and in dark. */
export const pageStyle = css`
  :root {
    color-scheme: light dark;
    --ink: light-dark(#1c2024, #edeef0);
    --soft: light-dark(#60646c, #b0b4ba);
    --line: light-dark(#d9d9e0, #43484e);
    --page: light-dark(#fcfcfd, #18191b);
  }
  * {
    box-sizing: border-box;
  }
  body {
    max-width: 1120px;
    margin: 0 auto;
    padding: 32px 24px 64px;
    background: var(--page);
    color: var(--ink);
    font:
      14px / 1.45 system-ui,
      sans-serif;
  }
  h1,
  h2,
  h3,
  p,
  ul,
  dl,
  dd {
    margin: 0;
  }
  h1 {
    font-size: 28px;
    font-weight: 600;
    letter-spacing: -0.01em;
  }
  header p,
  dt,
  small,
  code {
    color: var(--soft);
  }
  h2 {
    margin: 48px 0 12px;
    font-size: 20px;
    font-weight: 600;
  }
  h3 {
    margin: 24px 0 4px;
    font-size: 16px;
    font-weight: 600;
  }
  small {
    font-size: 12px;
    font-weight: 400;
  }
  p,
  li {
    max-width: 72ch;
  }
  ul {
    padding-left: 20px;
  }
  .facts {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(240px, 1fr));
    gap: 16px 24px;
    margin-top: 24px;
  }
  dt {
    font-size: 12px;
  }
  dd {
    overflow-wrap: anywhere;
  }
  .wide {
    margin-top: 12px;
    overflow-x: auto;
  }
  .wide:focus-visible {
    outline: 2px solid;
    outline-offset: 4px;
  }
  table {
    width: 100%;
    min-width: 900px;
    border-collapse: collapse;
    font-size: 13px;
  }
  th,
  td {
    padding: 8px 16px 8px 0;
    border-bottom: 1px solid var(--line);
    text-align: left;
    vertical-align: top;
    font-weight: 400;
  }
  thead th {
    color: var(--soft);
    font-size: 12px;
  }
  tbody th {
    width: 34%;
  }
  code {
    display: block;
    font:
      12px / 1.45 ui-monospace,
      monospace;
    overflow-wrap: anywhere;
  }
  @media print {
    body {
      max-width: none;
      padding: 0;
    }
    .wide {
      overflow: visible;
    }
    table {
      min-width: 0;
    }
    tr {
      break-inside: avoid;
    }
  }
`;
