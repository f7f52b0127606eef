import type { Role } from '@handlr/protocol';

/** What the invitation is for, in a clause that follows "You’ll …". */
export const roleWords: { readonly [Name in Role]: { readonly name: string; readonly does: string } } = {
  owner: { name: 'owner', does: 'run this Handlr: its sites, its people and its chats' },
  admin: { name: 'administrator', does: 'look after sites, people and chats' },
  supervisor: { name: 'supervisor', does: 'answer chats and help colleagues with theirs' },
  agent: { name: 'agent', does: 'answer visitors who ask for help' },
  'privacy-officer': { name: 'privacy officer', does: 'see that visitors’ privacy is kept' },
  auditor: { name: 'auditor', does: 'read chats, and change nothing' },
  client: { name: 'client', does: 'read the chats of your own site' },
};
