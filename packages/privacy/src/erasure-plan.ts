import type { Purpose } from '@handlr/protocol';
import { gatewayRegister } from './register-gateway.ts';

/** Whose data is to go: everything that belongs to a chat, or to a visitor who was remembered. */
export type ErasureSubject = 'chat' | 'visitor';

/** One table to erase from. */
export type ErasureStep = { readonly entryId: string; readonly table: string };

const owners = { chat: 'chats', visitor: 'visitors' } as const;
const fields = { chat: 'chatId', visitor: 'visitorId' } as const;

/**
 * Every table on the gateway that holds something of the subject for one of these purposes, from the register, so that a
 * table that is added there cannot be forgotten here. The subject's own table comes last: others refer to it.
 */
export function erasurePlan(subject: ErasureSubject, purposes: readonly Purpose[]): readonly ErasureStep[] {
  const steps = Object.values(gatewayRegister).flatMap((entry) => {
    const { id, medium, purpose } = entry;
    const isOurs = entry.subject === 'visitor' && fields[subject] in entry.fields && purposes.includes(purpose);
    return isOurs && medium.kind === 'table' ? [{ entryId: id, table: medium.table }] : [];
  });
  const isOwner = ({ table }: ErasureStep): boolean => table === owners[subject];
  return [...steps.filter((step) => !isOwner(step)), ...steps.filter(isOwner)];
}
