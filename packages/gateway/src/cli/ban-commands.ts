import { isInForce } from '@handlr/core';
import { admitChange, type BanRow, gatewayRegister, operatorConsent } from '@handlr/privacy';
import { requireSite } from '../site/index.ts';
import { systemClock as clock } from '../system.ts';
import { type Command, onlyArgument, UsageError } from './command.ts';
import { withStore } from './open-store.ts';

const listedBans = 500;

export const banList: Command = {
  usage: 'ban list <site>',
  about: 'lists who may not chat on a site for now, and until when',
  run: (args, context) =>
    withStore(context, async ({ store }) => {
      const { siteId } = await requireSite(store, onlyArgument(args, banList));
      const bans = await store.listBans(siteId, listedBans);
      const inForce = bans.filter((ban) => isInForce(ban, clock.nowMs()));
      for (const ban of inForce) context.output.line(banLine(ban));
      context.output.note(inForce.length === 0 ? 'Nobody is banned.' : 'Times are in UTC.');
      return 0;
    }),
};

export const banLift: Command = {
  usage: 'ban lift <site> <ban>',
  about: 'lets them chat again; the ban is the first word of its line in the list',
  run: (args, context) =>
    withStore(context, async ({ store }) => {
      const [siteKey, banId, ...others] = args;
      if (siteKey === undefined || banId === undefined || others.length > 0) {
        throw new UsageError(`Write: npx handlr ${banLift.usage}`);
      }
      const { siteId } = await requireSite(store, siteKey);
      const nowMs = clock.nowMs();
      const known = await store.findBan({ siteId, banId });
      if (known === null) throw new UsageError(`There is no such ban. See: npx handlr ban list ${siteKey}`);
      if (!isInForce(known, nowMs)) {
        context.output.line('It was over already.');
        return 0;
      }
      const change = admitChange(gatewayRegister.bans, { liftedAt: nowMs }, { consent: operatorConsent, nowMs });
      await store.liftBan({ siteId, banId }, change);
      context.output.line('Lifted.');
      context.output.note(
        'They are let in when they next come. A gateway that runs destroys the key within half a minute, another when it starts.',
      );
      return 0;
    }),
};

/** Whom it means is not said: it is a tag or a hash, of no use to anybody. */
function banLine({ banId, scope, reason, endsAt, attempts }: BanRow): string {
  const until = new Date(endsAt).toISOString().slice(0, 16).replace('T', ' ');
  return `${banId}  ${scope}  ${reason}  until ${until}  came ${attempts} times since`;
}
