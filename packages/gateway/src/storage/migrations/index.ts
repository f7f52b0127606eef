import { firstTables } from './0001-first-tables.ts';
import { consentTables } from './0002-consent.ts';
import { visitTables } from './0003-visits.ts';
import { checkTables } from './0004-check-logic.ts';
import { banTables } from './0007-ban.ts';
import { chatOpeningColumns } from './0005-chat-opening.ts';
import { visitorEmailTables } from './0006-visitor-email.ts';
import { sessionBrowser } from './0008-session-browser.ts';
import type { Migration } from './migration.ts';

/** In order, without a gap; only ever added to. */
export const migrations: readonly Migration[] = [
  firstTables,
  consentTables,
  visitTables,
  checkTables,
  chatOpeningColumns,
  visitorEmailTables,
  banTables,
  sessionBrowser,
];
