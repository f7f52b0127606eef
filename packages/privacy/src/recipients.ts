/** Who receives what is kept, in the words that visitors are told. An output that knows the site puts names to them. */
export const recipients = {
  website: 'the website that you visit',
  operator: 'the company that answers its chats',
  nobody: 'nobody: it stays on your device',
} as const;

export type Recipient = (typeof recipients)[keyof typeof recipients];

/** What concerns a chat reaches both: the website is answerable for it, the operator answers it. */
export const bothSides: readonly Recipient[] = [recipients.website, recipients.operator];
