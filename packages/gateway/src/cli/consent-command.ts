import type { SiteRow } from '@handlr/privacy';
import { changeConsent, type ConsentSettings, originHosts, readConsentSettings, requireSite } from '../site/index.ts';
import { systemClock as clock, systemRandom as random } from '../system.ts';
import { type Command, onlyArgument, type Output } from './command.ts';
import { consentChange, type ConsentChange, readConsentArguments } from './consent-change.ts';
import { consentLines } from './consent-words.ts';
import { withStore } from './open-store.ts';

const optionLines = [
  '--jurisdiction eu|uk                  whose law holds',
  '--ask after-exchange|on-load|never    when our own dialog asks',
  '--deny <purpose> [--deny …]           what the site does without: functionality, history, contact,',
  '                                      location, statistics, or none',
  '--banner none|tcf|consent-mode        the site’s own banner, which the chat listens to',
  '--vendor-id <number>                  your number in the IAB’s list of vendors, for TCF',
  '--banner-may-grant yes|no             whether that banner may grant, or only deny',
  '--gpc-override yes|no                 whether a visitor may choose history by name despite the signal',
  '--cookie-domain <domain>              whose subdomains share what is decided; none for none',
  '--controller, --processor, --contact  who is answerable, who answers chats, whom to ask; none takes it back',
  '--new-version                         asks everybody again',
];

export const siteConsent: Command = {
  usage: 'site consent <key> [options]',
  about: ['shows what a site lays down about consent, and changes what is named:', ...optionLines].join('\n        '),
  async run(args, context) {
    const { values, positionals } = readConsentArguments(args);
    const siteKey = onlyArgument(positionals, siteConsent);
    return withStore(context, async ({ store }) => {
      const site = await requireSite(store, siteKey);
      const before = readConsentSettings(site.consent);
      const change = consentChange(values, before);
      const isChanged = Object.keys(change).length > 0;
      const settings = isChanged ? await changeConsent({ store, clock, random }, siteKey, change) : before;
      for (const line of consentLines(settings, site.name)) context.output.line(line);
      if (isChanged) noteConsequences(change, settings, site, context.output);
      return 0;
    });
  },
};

function noteConsequences(change: ConsentChange, settings: ConsentSettings, site: SiteRow, { note }: Output): void {
  note('');
  note(
    'Changed. The gateway goes by it at once. Browsers do with the next script that they fetch: they may keep the old one',
  );
  note('for five minutes, and use it once more within a day.');
  const { cookieDomain } = settings;
  const isOutside = cookieDomain !== undefined && !originHosts(site).some(isUnder(cookieDomain));
  if (isOutside) note(`None of the site’s origins is at ${cookieDomain}, so browsers will refuse these cookies there.`);
  if (change.version === undefined) {
    note(`Visitors keep what they decided. To ask them again: npx handlr site consent ${site.siteKey} --new-version`);
  }
}

function isUnder(domain: string): (host: string) => boolean {
  return (host) => `.${host}`.endsWith(`.${domain}`);
}
