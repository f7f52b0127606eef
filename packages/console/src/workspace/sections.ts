import type { ComponentType } from 'preact';
import Ban from 'lucide/dist/esm/icons/ban.mjs';
import Users from 'lucide/dist/esm/icons/users.mjs';
import Inbox from 'lucide/dist/esm/icons/inbox.mjs';
import { may, permissions } from '@handlr/core';
import { BansScreen } from '../ban/bans-screen.tsx';
import ListChecks from 'lucide/dist/esm/icons/list-checks.mjs';
import { ChecksScreen } from '../check-logic/checks-screen.tsx';
import { InboxScreen } from '../inbox/inbox-screen.tsx';
import { VisitorsScreen } from '../visit-history/visitors-screen.tsx';
import type { IconNode } from '../look/icon.tsx';
import type { Desk } from './desk.ts';

/** One screen of the console. */
export type Section = {
  readonly id: string;
  readonly title: string;
  readonly icon: IconNode;
  /** Whether this agent has any use for it; who may do what on it, the screen asks itself. */
  mayOpen(desk: Desk): boolean;
  readonly Screen: ComponentType;
};

const inbox: Section = { id: 'inbox', title: 'Inbox', icon: Inbox, mayOpen: () => true, Screen: InboxScreen };

const bans: Section = {
  id: 'bans',
  title: 'Bans',
  icon: Ban,
  mayOpen: ({ profile }) =>
    profile.memberships.some(({ siteId }) => may(profile.memberships, siteId ?? '', 'ban:list')),
  Screen: BansScreen,
};

const visitors: Section = {
  id: 'visitors',
  title: 'Visitors',
  icon: Users,
  mayOpen: ({ profile }) => profile.memberships.some(({ role }) => permissions[role].includes('visitor:read')),
  Screen: VisitorsScreen,
};

const checks: Section = {
  id: 'checks',
  title: 'Checks',
  icon: ListChecks,
  mayOpen: ({ profile }) => profile.memberships.some(({ role }) => permissions[role].includes('check:edit')),
  Screen: ChecksScreen,
};

/** Every screen, in the order in which the rail shows them. A screen is added by a line here. */
const sections: readonly Section[] = [inbox, visitors, checks, bans];

export function sectionsOf(desk: Desk): readonly Section[] {
  return sections.filter(({ mayOpen }) => mayOpen(desk));
}

/** The screen of that id, or the inbox where this agent may not open it. */
export function sectionOf(desk: Desk, id: string): Section {
  return sectionsOf(desk).find((section) => section.id === id) ?? inbox;
}
