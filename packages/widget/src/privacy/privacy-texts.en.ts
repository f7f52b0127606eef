/** What "Your privacy" says, in English. Comes with it; sites replace single texts by key as everywhere. */
export const privacyEnglish = {
  'privacy.back': 'Back to the chat',
  'privacy.intro': 'What is kept, and what you can do about it.',
  'privacy.device': 'On this device, now',
  'privacy.device.none': 'Nothing.',
  'privacy.device.until': 'Kept until {time}.',
  'privacy.gateway': 'With those who answer',
  'privacy.gateway.before': 'Nothing yet. Once you write:',
  'privacy.gateway.messages': 'What you and the agent wrote, and when.',
  'privacy.gateway.chats':
    'When you chatted, from which page (without anything personal in its address), your country, your browser’s name and your name, if you gave it.',
  'privacy.gateway.days': 'At most 90 days.',
  'privacy.reading': 'Who can read it',
  'privacy.reading.text': 'Messages are not end-to-end encrypted: those who answer for {site} can read them.',
  'privacy.end': 'End chat',
  'privacy.end.sure': 'End the chat for both sides?',
  'privacy.end.failed': 'There is no connection right now. Please try again.',
  'privacy.forget': 'Forget me on this computer',
  'privacy.forget.sure': 'This ends the chat and removes its key from this computer.',
  'privacy.forget.yes': 'Forget me',
  'privacy.cancel': 'Cancel',
} as const;

export type PrivacyTextKey = keyof typeof privacyEnglish;
