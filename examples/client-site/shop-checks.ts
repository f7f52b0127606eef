import type { SiteChecks } from '@handlr/gateway';

const workday = [{ from: '09:00', to: '17:30' }];

/** What the chat does by itself in the shop, until somebody changes it in the console. */
export const shopChecks: SiteChecks = {
  opening: {
    zone: 'Europe/London',
    week: {
      mon: workday,
      tue: workday,
      wed: workday,
      thu: workday,
      fri: workday,
      sat: [{ from: '10:00', to: '16:00' }],
    },
  },
  checks: [
    {
      id: 'about-this-piece',
      name: 'A question about this piece',
      on: true,
      when: {
        all: [
          { is: 'page', paths: ['/shop/*'] },
          { is: 'time-on-page', seconds: 30 },
        ],
      },
      then: [
        {
          do: 'prompt',
          text: 'Shall we look up when the next one leaves the kiln?',
          choices: [
            { label: 'Ask the potters', then: 'chat' },
            { label: 'Just looking', then: 'close' },
          ],
        },
      ],
      scope: 'visit',
      why: 'You have been looking at this piece for half a minute.',
    },
    {
      id: 'parcels',
      name: 'What is it about? (delivery)',
      on: false,
      when: { is: 'page', paths: ['/delivery'] },
      then: [
        {
          do: 'ask',
          questions: [
            {
              id: 'topic',
              text: 'What is it about?',
              choices: [
                { label: 'A parcel on its way' },
                { label: 'Something arrived broken' },
                { label: 'Something else' },
              ],
            },
          ],
        },
      ],
      scope: 'page',
    },
    {
      id: 'after-hours',
      name: 'Leave a message (closed)',
      on: false,
      when: { not: { any: [{ is: 'opening-hours' }, { is: 'agents-available' }] } },
      then: [{ do: 'offline-form', text: 'The workshop is closed. Write to us, and you find the answer here.' }],
      scope: 'page',
    },
  ],
};
