import type { Role } from '@handlr/protocol';

/** Everything that a signed-in member of staff can do, site by site. */
export const actions = [
  'chat:list',
  'chat:read',
  'chat:accept',
  'chat:answer',
  'chat:end',
  'note:read',
  'note:write',
  'visitor:read',
  'ban:add',
  'ban:list',
  'ban:lift',
  'ban:extend',
  'check:edit',
] as const;

export type Action = (typeof actions)[number];

const everything: readonly Action[] = actions;
/** Whoever answers may shut the door on abuse; whom it stays shut for, and what happens by itself, is looked after by others. */
const supervising: readonly Action[] = ['ban:list', 'ban:lift', 'ban:extend', 'check:edit'];
const answering = everything.filter((action) => !supervising.includes(action));

/** Role × action: the only place that says who may do what. The gateway decides by it, the console shows by it. */
export const permissions: { readonly [R in Role]: readonly Action[] } = {
  owner: everything,
  admin: everything,
  supervisor: everything,
  agent: answering,
  'privacy-officer': ['chat:list', 'chat:read', 'note:read', 'visitor:read', 'ban:list'],
  auditor: ['chat:list', 'chat:read'],
  client: ['chat:list', 'chat:read'],
};

/** A role on one site, or on every site where `siteId` is null. */
export type Membership = { readonly siteId: string | null; readonly role: Role };

export function may(memberships: readonly Membership[], siteId: string, action: Action): boolean {
  return memberships.some(
    (membership) =>
      (membership.siteId === null || membership.siteId === siteId) && permissions[membership.role].includes(action),
  );
}
