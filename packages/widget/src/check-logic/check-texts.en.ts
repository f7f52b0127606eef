/** What comes with prompts, questions and the offline form, in English. Sites replace single texts by key here as everywhere. */
export const checkEnglish = {
  'prompt.label': 'Message from {from}',
  'prompt.dismiss': 'No, thanks',
  'prompt.reply': 'Your answer',
  'prompt.placeholder': 'Write an answer…',
  'prompt.send': 'Send and open the chat',
  'prompt.open': 'Open the chat',
  'prompt.why': 'Why am I seeing this?',
  'prompt.promise': 'Decided on this device. We only learn of it if you answer.',
  'asked.next': 'Next',
  'asked.skip': 'Skip',
  'asked.back': 'Back',
  'asked.answer': 'Your answer',
  'asked.promise': 'Sent only once you write to us.',
  'offline.title': 'Nobody is here right now',
  'offline.text': 'Leave us a message. We answer in this chat; come back within 24 hours to read it.',
  'offline.message': 'Your message',
  'offline.name': 'Your name (optional)',
  'offline.over': '{count} characters too many',
  'offline.send': 'Send message',
  'offline.instead': 'Start a chat instead',
  'offline.sent': 'Your message has arrived. The answer will stand here.',
} as const;

export type CheckTextKey = keyof typeof checkEnglish;
