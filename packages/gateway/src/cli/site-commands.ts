import { parseArgs } from 'node:util';
import {
  addSite,
  allowOrigins,
  checkPage,
  fetchPage,
  originPatterns,
  requireSite,
  siteSnippet,
} from '../site/index.ts';
import { systemClock as clock, systemRandom as random } from '../system.ts';
import { type Command, onlyArgument, report, siteLine, UsageError } from './command.ts';
import { withStore } from './open-store.ts';

export const siteAdd: Command = {
  usage: 'site add <key> --name <name> --origin <origin> [--origin …] [--accent <#rrggbb>]',
  about: 'adds a client website; origins may be https://*.staging.example.com',
  async run(args, context) {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { name: { type: 'string' }, origin: { type: 'string', multiple: true }, accent: { type: 'string' } },
    });
    const siteKey = onlyArgument(positionals, siteAdd);
    const { name = siteKey, origin: origins = [], accent } = values;
    if (origins.length === 0) throw new UsageError(`Say where it is embedded: npx handlr ${siteAdd.usage}`);
    return withStore(context, async ({ store, publicUrl, siteKeys }) => {
      const appearance = accent === undefined ? {} : { accent };
      const site = await addSite({ store, clock, random }, { siteKey, name, origins, appearance });
      context.output.line(`Added "${site.name}". Paste this before </body> of its pages:`);
      const fingerprint = await siteKeys.create(siteKey);
      context.output.line(siteSnippet(publicUrl, siteKey, fingerprint).html);
      context.output.note(
        `Its keys are in the key folder (HANDLR_KEY_DIR), and nowhere else. Keep a copy: without them`,
      );
      context.output.note('nobody can read the e-mail addresses that visitors leave.');
      context.output.note(`More: npx handlr site snippet ${siteKey}`);
      return 0;
    });
  },
};

export const siteAllow: Command = {
  usage: 'site allow <key> --origin <origin> [--origin …]',
  about: 'lets more origins embed a site',
  async run(args, context) {
    const options = { origin: { type: 'string', multiple: true } } as const;
    const { values, positionals } = parseArgs({ args: [...args], allowPositionals: true, options });
    const siteKey = onlyArgument(positionals, siteAllow);
    const { origin: origins = [] } = values;
    if (origins.length === 0) throw new UsageError(`Write: npx handlr ${siteAllow.usage}`);
    return withStore(context, async ({ store }) => {
      const allowed = await allowOrigins({ store, clock, random }, siteKey, origins);
      context.output.line(`May embed "${siteKey}": ${allowed.join(' ')}`);
      return 0;
    });
  },
};

export const siteList: Command = {
  usage: 'site list',
  about: 'lists the sites and who may embed them',
  run: (_args, context) =>
    withStore(context, async ({ store }) => {
      const sites = await store.listSites();
      for (const site of sites) context.output.line(siteLine(site, originPatterns(site.allowedOrigins)));
      if (sites.length === 0) context.output.note(`There is none yet. Add one: npx handlr ${siteAdd.usage}`);
      return 0;
    }),
};

export const siteSnippetCommand: Command = {
  usage: 'site snippet <key>',
  about: "says what the site's developer pastes, and what its Content-Security-Policy allows",
  run: (args, context) =>
    withStore(context, async ({ store, publicUrl, siteKeys }) => {
      const siteKey = onlyArgument(args, siteSnippetCommand);
      await requireSite(store, siteKey);
      const fingerprint = await siteKeys.fingerprint(siteKey);
      const { html, queueStub, contentSecurityPolicy, withNonce } = siteSnippet(publicUrl, siteKey, fingerprint);
      context.output.line(html);
      for (const text of [
        '',
        'Paste that line before </body> of every page. Where your own scripts call handlr(…) before it has come,',
        'put this line in front, which keeps the calls until then:',
        `  ${queueStub}`,
        '',
        'If the site has a Content-Security-Policy, add to it:',
        `  ${contentSecurityPolicy}`,
        "If it lets scripts in by nonce, put the page's nonce on the tag instead, and add:",
        `  ${withNonce.contentSecurityPolicy}`,
        'Styles, pictures, fonts and frames need nothing.',
        ...(fingerprint === null
          ? [`Visitors cannot leave an e-mail address yet: npx handlr keys create ${siteKey}`]
          : []),
      ]) {
        context.output.note(text);
      }
      return 0;
    }),
};

export const siteCheck: Command = {
  usage: 'site check <url>',
  about: "looks at a client's page and says whether the chat comes up there",
  run: (args, context) =>
    withStore(context, async ({ store, publicUrl }) => {
      const url = URL.parse(onlyArgument(args, siteCheck));
      if (url === null || !/^https?:$/.test(url.protocol)) throw new UsageError(`Write: npx handlr ${siteCheck.usage}`);
      const page = await fetchPage(url.href).catch(() => null);
      if (page === null) {
        const advice = 'Look whether the address is right, and whether this machine can reach it.';
        return report([{ ok: false, text: `${url.href} cannot be reached`, advice }], context.output);
      }
      return report(checkPage(page, publicUrl, await store.listSites()), context.output);
    }),
};
