import { requireSite, siteSnippet } from '../site/index.ts';
import { type Command, onlyArgument } from './command.ts';
import { withStore } from './open-store.ts';

export const keysCreate: Command = {
  usage: 'keys create <site>',
  about:
    'makes the keys by which visitors can leave an e-mail address, for a site that was added before there were any',
  run: (args, context) =>
    withStore(context, async ({ store, publicUrl, siteKeys }) => {
      const { siteKey } = await requireSite(store, onlyArgument(args, keysCreate));
      const isNew = (await siteKeys.fingerprint(siteKey)) === null;
      const fingerprint = await siteKeys.create(siteKey);
      context.output.note(isNew ? 'The keys are made.' : 'There are keys already; they stay as they are.');
      context.output.note('Paste this line in place of the one that the pages have:');
      context.output.line(siteSnippet(publicUrl, siteKey, fingerprint).html);
      context.output.note(
        'They are in the key folder (HANDLR_KEY_DIR), and nowhere else. Keep a copy: without them nobody',
      );
      context.output.note('can read the e-mail addresses that visitors leave.');
      return 0;
    }),
};
