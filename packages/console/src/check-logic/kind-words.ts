import type { ActionKind, CheckAction, CheckScope, ConditionKind, LeafCondition } from '@handlr/protocol';

export const conditionNames: Readonly<Record<ConditionKind, string>> = {
  page: 'Page',
  referrer: 'Came from',
  campaign: 'Campaign',
  visits: 'Number of visits',
  'past-chats': 'Past chats',
  'time-on-page': 'Time on page',
  scroll: 'Scrolled',
  idle: 'Idle',
  'exit-intent': 'About to leave',
  language: 'Language',
  'local-time': 'Day and time',
  'opening-hours': 'Within opening hours',
  'agents-available': 'Somebody is there to answer',
  capability: 'Their device',
  value: 'A value of the page',
};

/** What a condition says before anybody has changed it. */
export const freshConditions: { readonly [K in ConditionKind]: Extract<LeafCondition, { is: K }> } = {
  page: { is: 'page', paths: ['/'] },
  referrer: { is: 'referrer', hosts: ['direct'] },
  campaign: { is: 'campaign', field: 'source', values: ['newsletter'] },
  visits: { is: 'visits', atLeast: 2 },
  'past-chats': { is: 'past-chats', atLeast: 1 },
  'time-on-page': { is: 'time-on-page', seconds: 30 },
  scroll: { is: 'scroll', percent: 50 },
  idle: { is: 'idle', seconds: 60 },
  'exit-intent': { is: 'exit-intent' },
  language: { is: 'language', languages: ['en'] },
  'local-time': { is: 'local-time', days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '09:00', to: '17:00' },
  'opening-hours': { is: 'opening-hours' },
  'agents-available': { is: 'agents-available' },
  capability: { is: 'capability', capability: 'small-screen' },
  value: { is: 'value', name: 'plan', compare: 'equals', to: 'pro' },
};

export const actionNames: Readonly<Record<ActionKind, string>> = {
  prompt: 'Show a prompt',
  open: 'Open the box',
  hide: 'Hide the launcher',
  department: 'Choose a department',
  language: 'Choose a language',
  ask: 'Ask questions before the chat',
  'offline-form': 'Show the offline form',
};

export const freshActions: { readonly [K in ActionKind]: Extract<CheckAction, { do: K }> } = {
  prompt: {
    do: 'prompt',
    text: 'Can we help?',
    choices: [
      { label: 'Yes, please', then: 'chat' },
      { label: 'No, thank you', then: 'close' },
    ],
  },
  open: { do: 'open' },
  hide: { do: 'hide' },
  department: { do: 'department', department: 'sales' },
  language: { do: 'language', language: 'en' },
  ask: { do: 'ask', questions: [{ id: 'topic', text: 'What is it about?' }] },
  'offline-form': { do: 'offline-form' },
};

export const scopeNames: Readonly<Record<CheckScope, string>> = {
  page: 'Once a page view',
  visit: 'Once a visit',
  visitor: 'Once a visitor',
  always: 'Each time it comes true',
};
