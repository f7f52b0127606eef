/** Everything that the box says, in English. Sites replace single texts by key; `{name}` stands for a value. */
export const english = {
  'launcher.open': 'Chat with us',
  'launcher.hide': 'Hide the chat',
  'launcher.unread': '{label}, new messages: {count}',
  'launcher.draft': '{label}, you have an unsent message',
  'launcher.goes-on': 'Your chat goes on. Come back to it here.',

  'box.label': 'Chat with {site}',
  'header.privacy': 'Your privacy',
  'header.minimise': 'Minimise',
  'header.close': 'Close',

  'state.none': 'We usually reply in minutes',
  'state.waiting': 'Connecting you…',
  'state.active': '{agent} is here',
  'state.ended': 'This chat has ended',

  'empty.greeting': 'Hello! How can we help?',
  'empty.privacy': 'Nothing about you is kept before you write.',

  'connection.connecting': 'Still connecting. Your messages are kept and sent when it is done.',
  'connection.lost': 'Connection lost. Your messages are kept and sent when it is back.',
  'connection.outdated': 'The chat was updated. Please reload the page.',
  'connection.refused': 'The chat cannot be reached right now. Please try again later.',
  'note.memory':
    'This browser keeps nothing right now. When you leave the page the chat ends, and what you typed, allowed or refused goes with it.',
  'note.expired': 'Your earlier chat is no longer kept. Your next message begins a new one.',

  'transcript.label': 'Messages',
  'transcript.older': 'Earlier messages',
  'transcript.loading': 'Loading earlier messages…',
  'transcript.new': 'New messages',
  'transcript.latest': 'Latest messages',
  'transcript.you': 'You',
  'transcript.typing': '{agent} is typing',
  'transcript.somebody': 'The agent',
  'day.today': 'Today',
  'day.yesterday': 'Yesterday',

  'delivery.kept': 'Kept until the connection is back',
  'delivery.sending': 'Sending…',
  'delivery.sent': 'Sent',
  'delivery.read': 'Read',
  'delivery.failed': 'Not sent.',
  'delivery.failed.ended': 'Not sent: the chat had ended.',
  'delivery.retry': 'Try again',
  'delivery.discard': 'Discard',

  'composer.label': 'Your message',
  'composer.placeholder': 'Write a message…',
  'composer.send': 'Send',
  'composer.left': '{count} characters left',
  'composer.over': '{count} characters too many',
  'email.leave': 'Leave your e-mail',
  'ended.text': 'This chat has ended.',
  'ended.again': 'Start a new chat',

  'privacy.loading': 'Loading…',
  'privacy.failed': 'This could not be loaded.',
} as const;

export type TextKey = keyof typeof english;
