import { readChecks } from '@handlr/core';
import { refusal, type SiteChecks, success } from '@handlr/protocol';
import { sites } from './sample-people.ts';

const sample: SiteChecks = {
  opening: {
    zone: 'Europe/London',
    week: {
      mon: [{ from: '09:00', to: '17:30' }],
      tue: [{ from: '09:00', to: '17:30' }],
      wed: [
        { from: '09:00', to: '12:00' },
        { from: '13:00', to: '17:30' },
      ],
      thu: [{ from: '09:00', to: '17:30' }],
      fri: [{ from: '09:00', to: '16:00' }],
    },
    holidays: [{ date: '2026-12-25', name: 'Christmas Day' }],
  },
  checks: [
    {
      id: 'help-on-delivery',
      name: 'Help on the delivery page',
      on: true,
      when: {
        all: [
          { is: 'page', paths: ['/delivery/**'] },
          { is: 'time-on-page', seconds: 30 },
          { any: [{ is: 'agents-available' }, { is: 'opening-hours' }] },
          { not: { is: 'past-chats', atLeast: 1 } },
        ],
      },
      then: [
        {
          do: 'prompt',
          text: 'Is something about delivery not clear? We answer within a minute.',
          from: 'Ada at Wren & Co',
          choices: [
            { label: 'Ask about my order', then: 'chat', message: 'I have a question about my order' },
            { label: 'No, thank you', then: 'close' },
          ],
        },
      ],
      scope: 'visit',
    },
    {
      id: 'closed',
      name: 'Leave a message while we are closed',
      on: true,
      when: { not: { is: 'opening-hours' } },
      then: [{ do: 'offline-form', text: 'We are closed. Leave a message and we answer by e-mail.' }],
      scope: 'always',
    },
    {
      id: 'which-team',
      name: 'Ask which team',
      on: false,
      when: { is: 'language', languages: ['en'] },
      then: [
        {
          do: 'ask',
          questions: [
            {
              id: 'topic',
              text: 'What is it about?',
              choices: [
                { label: 'An order', next: 'number', department: 'orders' },
                { label: 'Something else', next: 'end', department: 'sales' },
              ],
            },
            { id: 'number', text: 'What is its number?', optional: true },
          ],
        },
      ],
      scope: 'page',
    },
  ],
};

/** Checks of the first site, kept as the gateway keeps them; the other sites have none. */
export function answerChecks() {
  const kept = new Map<string, { revision: number; checks: SiteChecks }>();
  const [first] = sites;
  if (first !== undefined) kept.set(first.siteId, { revision: 1, checks: sample });
  const read = (siteId: string) => kept.get(siteId) ?? { revision: 0, checks: { checks: [] } };
  return {
    'checks:sites': () => success(sites.map((site) => ({ ...site, accent: '#1d5b6a', accentText: '#ffffff' }))),
    'checks:show': ({ siteId }: { siteId: string }) => success(read(siteId)),
    'checks:save': ({ siteId, revision, checks }: { siteId: string; revision: number; checks: unknown }) => {
      if (read(siteId).revision !== revision) return refusal('conflict');
      const found = readChecks(checks);
      if (!found.ok) return success({ revision, faults: [...found.faults] });
      kept.set(siteId, { revision: revision + 1, checks: found.checks });
      return success({ revision: revision + 1, faults: [] });
    },
  };
}
