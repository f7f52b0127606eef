import { idSchema } from '@handlr/protocol';
import { openContact } from '@handlr/vault';
import { is } from 'valibot';
import { createLog } from '../log/index.ts';
import { requireSite } from '../site/index.ts';
import type { Command, Output } from './command.ts';
import { UsageError } from './command.ts';
import { withStore } from './open-store.ts';

/** For standard error: what is answered goes to standard output, alone. */
const logTo = (note: Output['note']) => ({ write: (line: string) => note(line.trimEnd()) });

/*
 * EML8  A contact that says inside that it belongs to another chat, site or key is flagged and not shown.
 * EML9  Each opening is logged, with what became of it and without anything of the contact or the chat.
 */
export const contactOpen: Command = {
  usage: 'contact open <site> <chat>',
  about: 'reads the e-mail address that a visitor left with a chat; needs the key folder, and is logged',
  run: (args, context) =>
    withStore(context, async ({ store, settings, siteKeys }) => {
      const [named, chatId, ...others] = args;
      if (named === undefined || !is(idSchema, chatId) || others.length > 0) {
        throw new UsageError(
          `Write: npx handlr ${contactOpen.usage}. The console shows the line on the visitor’s card.`,
        );
      }
      const { siteId, siteKey } = await requireSite(store, named);
      const { line, note } = context.output;
      const contact = await store.findContact({ siteId, chatId });
      if (contact === null) {
        note('No e-mail address was left with this chat, or the chat is not kept any more.');
        return 1;
      }
      const keys = await siteKeys.boxKeys(siteKey);
      const opened = openContact(contact.sealed, keys, { site: siteKey, chat: chatId });
      const log = createLog({ level: settings.logLevel, destination: logTo(note) });
      log.event('contact-opened', { siteId, outcome: opened.outcome });
      if (opened.outcome === 'moved') {
        note(
          'This was sealed for another chat or site and was moved here. It is not shown: somebody changed the database.',
        );
        return 1;
      }
      if (opened.outcome === 'unreadable') {
        note(
          'It cannot be opened with the keys in the key folder (HANDLR_KEY_DIR). Is it the folder of this installation?',
        );
        return 1;
      }
      const { email, telephone, marketing } = opened.card;
      line(`E-mail     ${plain(email)}`);
      if (telephone !== '') line(`Telephone  ${plain(telephone)}`);
      line(`Offers     ${marketing ? 'yes, they may be sent' : 'no'}`);
      return 0;
    }),
};

/** A visitor wrote it: nothing in it moves a terminal's cursor. */
function plain(text: string): string {
  return text.replace(/\p{C}/gu, '�');
}
