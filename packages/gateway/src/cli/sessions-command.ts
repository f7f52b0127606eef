import { parseArgs } from 'node:util';
import { isTimeZone } from '@handlr/core';
import {
  changeConsent,
  idleMinutesAtMost,
  readConsentSettings,
  requireSite,
  type SessionSettings,
  sessionPolicyOf,
} from '../site/index.ts';
import { systemClock as clock, systemRandom as random } from '../system.ts';
import { type Command, onlyArgument, UsageError } from './command.ts';
import { withStore } from './open-store.ts';

const nothing = 'none';

export const siteSessions: Command = {
  usage: 'site sessions <key> [options]',
  about: [
    'shows when a site’s visitors begin a new session, and changes what is named:',
    `--idle-minutes <number>   after how long without a sign of them, 1 to ${idleMinutesAtMost}; 30 unless said otherwise`,
    '--midnight <zone>         at midnight of a time zone such as Europe/London; none for never',
  ].join('\n        '),
  async run(args, context) {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { 'idle-minutes': { type: 'string' }, midnight: { type: 'string' } },
    });
    const siteKey = onlyArgument(positionals, siteSessions);
    return withStore(context, async ({ store }) => {
      const before = readConsentSettings((await requireSite(store, siteKey)).consent);
      const isChanged = values['idle-minutes'] !== undefined || values.midnight !== undefined;
      const sessions = changed(before.sessions ?? {}, values['idle-minutes'], values.midnight);
      const settings = isChanged ? await changeConsent({ store, clock, random }, siteKey, { sessions }) : before;
      const { idleMinutes, midnight } = sessionPolicyOf(settings);
      context.output.line(`A new session begins after ${minutesWords(idleMinutes)} without a sign of the visitor,`);
      context.output.line('with another campaign,');
      context.output.line(midnight === undefined ? 'and not at midnight.' : `and at midnight in ${midnight}.`);
      if (isChanged) {
        context.output.note(
          'Changed. The gateway counts by it at once, browsers with the next script that they fetch.',
        );
      }
      return 0;
    });
  },
};

/** What is as by default is not written down, so that it goes with the default. */
function changed(
  before: SessionSettings,
  minutes: string | undefined,
  zone: string | undefined,
): SessionSettings | undefined {
  const idleMinutes = minutes === undefined ? before.idleMinutes : idleMinutesOf(minutes);
  const midnight = zone === undefined ? before.midnight : zoneOf(zone);
  const isDefault = idleMinutes === undefined || idleMinutes === sessionPolicyOf({}).idleMinutes;
  const after = { ...(!isDefault && { idleMinutes }), ...(midnight !== undefined && { midnight }) };
  return Object.keys(after).length === 0 ? undefined : after;
}

function idleMinutesOf(written: string): number {
  const minutes = Number(written);
  if (/^\d{1,4}$/.test(written) && minutes >= 1 && minutes <= idleMinutesAtMost) return minutes;
  throw new UsageError(`--idle-minutes is a whole number from 1 to ${idleMinutesAtMost}. It is "${written}".`);
}

function zoneOf(written: string): string | undefined {
  if (written === nothing) return undefined;
  if (isTimeZone(written)) return written;
  throw new UsageError(`--midnight is a time zone such as Europe/London, or ${nothing}. It is "${written}".`);
}

function minutesWords(minutes: number): string {
  return minutes === 1 ? 'a minute' : `${minutes} minutes`;
}
