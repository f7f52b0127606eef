import { banWrites } from './ban.ts';
import { createChatWrites } from './chats.ts';
import { checkWrites } from './check-logic.ts';
import { consentWrites } from './consents.ts';
import { erasureWrites } from './erasure.ts';
import { createMessageWrites } from './messages.ts';
import { siteWrites } from './sites.ts';
import { staffWrites } from './staff.ts';
import type { Queries } from './tables.ts';
import { visitorEmailWrites } from './visitor-email.ts';
import { visitorWrites } from './visitors.ts';

/** Every change that the store makes, each all or nothing inside the transaction that it is given. */
export function createWrites(queries: Queries) {
  return {
    ...siteWrites,
    ...createChatWrites(queries),
    ...createMessageWrites(queries),
    ...staffWrites,
    ...consentWrites,
    ...checkWrites,
    ...visitorWrites,
    ...banWrites,
    ...visitorEmailWrites,
    ...erasureWrites,
  };
}

type All = ReturnType<typeof createWrites>;

export type WriteName = keyof All;
export type WriteInput<Name extends WriteName> = Parameters<All[Name]>[1];
export type WriteOutput<Name extends WriteName> = Awaited<ReturnType<All[Name]>>;

/** A change as it travels to whoever makes it. */
export type WriteRequest<Name extends WriteName = WriteName> = {
  readonly name: Name;
  readonly input: WriteInput<Name>;
};

export type Writes = {
  readonly [Name in WriteName]: (transaction: Queries, input: WriteInput<Name>) => Promise<WriteOutput<Name>>;
};

export async function performWrite<Name extends WriteName>(
  writes: Writes,
  transaction: Queries,
  { name, input }: WriteRequest<Name>,
): Promise<WriteOutput<Name>> {
  return writes[name](transaction, input);
}
