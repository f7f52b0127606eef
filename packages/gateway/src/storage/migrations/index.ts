import { firstTables } from './0001-first-tables.ts';
import { consentTables } from './0002-consent.ts';
import { visitorEmailTables } from './0006-visitor-email.ts';
import type { Migration } from './migration.ts';

/** In order, without a gap; only ever added to. */
export const migrations: readonly Migration[] = [firstTables, consentTables, visitorEmailTables];
