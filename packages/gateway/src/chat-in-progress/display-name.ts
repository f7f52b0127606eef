// E-mail addresses, however their sign is written, and numbers as long as a telephone's.
const contact = /[@﹫＠]|%40|(?:\p{Nd}[^\p{L}\p{Nd}]*){7}/u;

/**
 * The name that a visitor gave, or null. E-mail addresses and telephone numbers are kept sealed or not at all (design §6):
 * where somebody types one as their name, there is no name.
 */
export function displayName(given: string | undefined): string | null {
  const name = given?.trim() ?? '';
  return name === '' || contact.test(name.normalize('NFKC')) ? null : name;
}
