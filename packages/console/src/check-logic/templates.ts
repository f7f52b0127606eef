import type { Check } from '@handlr/protocol';

type Template = Omit<Check, 'id' | 'on'> & { readonly about: string };

/** Where most sites begin. */
export const templates: readonly Template[] = [
  {
    name: 'Offer help on a page',
    about: 'A prompt after half a minute on the pages where people get stuck.',
    when: {
      all: [
        { is: 'page', paths: ['/checkout/**', '/delivery'] },
        { is: 'time-on-page', seconds: 30 },
        { is: 'agents-available' },
      ],
    },
    then: [
      {
        do: 'prompt',
        text: 'Is something not clear? We are happy to help.',
        choices: [
          { label: 'Ask a question', then: 'chat' },
          { label: 'No, thank you', then: 'close' },
        ],
      },
    ],
    scope: 'visit',
  },
  {
    name: 'Before they leave',
    about: 'A prompt when the pointer goes for the way out, once a visit.',
    when: { all: [{ is: 'exit-intent' }, { is: 'time-on-page', seconds: 15 }, { is: 'agents-available' }] },
    then: [
      {
        do: 'prompt',
        text: 'Before you go: did you find what you were looking for?',
        choices: [
          { label: 'Not quite', then: 'chat', message: 'I did not find what I was looking for' },
          { label: 'Yes, thanks', then: 'close' },
        ],
      },
    ],
    scope: 'visit',
  },
  {
    name: 'Welcome back',
    about: 'A prompt for visitors who come for the third time and never chatted.',
    when: {
      all: [
        { is: 'visits', atLeast: 3 },
        { is: 'past-chats', atMost: 0 },
        { is: 'time-on-page', seconds: 20 },
      ],
    },
    then: [
      {
        do: 'prompt',
        text: 'Good to see you again. Shall we talk it over?',
        choices: [
          { label: 'Let’s talk', then: 'chat' },
          { label: 'Just looking', then: 'close' },
        ],
      },
    ],
    scope: 'visitor',
  },
  {
    name: 'Offline form when nobody is there',
    about: 'In place of a chat that nobody would answer. Works for every visitor.',
    when: { all: [{ not: { is: 'agents-available' } }] },
    then: [{ do: 'offline-form', text: 'Nobody is here just now. Leave a message and we answer as soon as we can.' }],
    scope: 'always',
  },
  {
    name: 'Ask what it is about',
    about: 'Questions before the chat, which send it to the right people. Works for every visitor.',
    when: { all: [{ is: 'page', paths: ['/**'] }] },
    then: [
      {
        do: 'ask',
        questions: [
          {
            id: 'topic',
            text: 'What is it about?',
            choices: [
              { label: 'An order', next: 'order-number', department: 'orders' },
              { label: 'Something else', next: 'end', department: 'sales' },
            ],
          },
          { id: 'order-number', text: 'What is your order’s number, if you have it?', optional: true },
        ],
      },
    ],
    scope: 'page',
  },
];

/** A check of a template or an empty one, with an id that none of these has. */
export function freshCheck(template: Template | null, taken: readonly Check[]): Check {
  const { about: _about, ...content } = template ?? { ...empty, about: '' };
  const base = content.name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, 32);
  const ids = taken.map(({ id }) => id);
  let id = base;
  for (let at = 2; ids.includes(id); at += 1) id = `${base}-${at}`;
  return { id, on: true, ...content };
}

const empty: Omit<Check, 'id' | 'on'> = {
  name: 'New check',
  when: { all: [{ is: 'page', paths: ['/'] }] },
  then: [{ do: 'open' }],
  scope: 'page',
};
