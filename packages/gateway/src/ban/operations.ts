import { type Action, banEnd, createId, extendedEnd, may } from '@handlr/core';
import { admit, admitChange, type BanRow, gatewayRegister, operatorConsent } from '@handlr/privacy';
import { agentRequests, type Ban, refusal, type Result, success } from '@handlr/protocol';
import { authoriseAgent } from '../authorise.ts';
import type { AgentPrincipal } from '../connection/principal.ts';
import { operation, type Operations } from '../inbound.ts';
import type { Services } from '../services.ts';
import type { StoredChat } from '../storage/index.ts';
import { chooseTarget, listChoices } from './choose-target.ts';

/*
 * BAN30 Staff ban, list, lift and extend by their role on the ban's site; on other sites nothing exists.
 * BAN31 A ban is made of a chat: of itself, of its visitor where they agreed to be known, of the network they are or were just in.
 * BAN32 The connections are cut after the ban is stored, and before the agent hears that it is.
 * BAN33 Who made a ban may take it back for a minute, whatever their role.
 */

const takeBackMs = 60_000;
/** Staff look at the newest; more than so many at once is an attack, which the network's own means are for. */
const listedBans = 500;

export function agentBan(services: Services): Operations<AgentPrincipal> {
  const { store, clock, bans } = services;
  const consent = operatorConsent;
  return {
    'ban:prepare': operation(agentRequests['ban:prepare'], {
      authorise: (principal, payload) => authoriseAgent(principal, payload, 'ban:add'),
      perform: async (key) => {
        const chat = await store.findChat(key);
        return { result: chat === null ? refusal('not-found') : success(await listChoices(services, chat)) };
      },
    }),
    'ban:add': operation(agentRequests['ban:add'], {
      authorise: (principal, payload) => authoriseAgent(principal, payload, 'ban:add'),
      perform: async (key, { scope, reason, note, forMs }, { principal: { agentId } }) => {
        const chat = await store.findChat(key);
        if (chat === null) return { result: refusal('not-found') };
        const made = await bans.inTurn(() => add(chat));
        if (!made.ok) return { result: made };
        await bans.enforce(made.value);
        return { result: success(await onWire(services, made.value)) };

        async function add({ siteId, ...rest }: StoredChat): Promise<Result<BanRow>> {
          const target = await chooseTarget(services, { siteId, ...rest }, scope);
          if (!target.ok) return target;
          const nowMs = clock.nowMs();
          const ban: BanRow = {
            ...target.value,
            siteId,
            banId: createId(services.random),
            reason,
            note: note.trim(),
            agentId,
            createdAt: nowMs,
            endsAt: banEnd(scope, forMs, nowMs),
            liftedAt: null,
            attempts: 0,
            lastAttemptAt: null,
          };
          await store.addBan(admit(gatewayRegister.bans, ban, { consent, nowMs }));
          return success(ban);
        }
      },
    }),
    'ban:list': operation(agentRequests['ban:list'], {
      authorise: (principal, { siteId }) => authoriseSite(principal, siteId, 'ban:list'),
      perform: async (siteId) => {
        await bans.settle();
        const rows = await store.listBans(siteId, listedBans);
        const listed = await Promise.all(rows.map((row) => onWire(services, row)));
        return { result: success({ nowMs: clock.nowMs(), bans: listed }) };
      },
    }),
    'ban:lift': operation(agentRequests['ban:lift'], {
      authorise: (principal, { siteId }) => {
        const lifting = authoriseSite(principal, siteId, 'ban:lift');
        return lifting.ok ? success('any' as const) : withOwn(principal, siteId, lifting);
      },
      perform: async (which, key, { principal: { agentId } }) => {
        const nowMs = clock.nowMs();
        const known = await store.findBan(key);
        const isOwn = known?.agentId === agentId && nowMs - known.createdAt <= takeBackMs;
        if (which === 'own' && !isOwn) return { result: refusal('forbidden') };
        const change = admitChange(gatewayRegister.bans, { liftedAt: nowMs }, { consent, nowMs });
        const lifted = await store.liftBan(key, change);
        if (lifted === null) return { result: refusal('not-found') };
        return { result: success(await onWire(services, lifted)), announce: bans.sweep };
      },
    }),
    'ban:extend': operation(agentRequests['ban:extend'], {
      authorise: (principal, { siteId }) => authoriseSite(principal, siteId, 'ban:extend'),
      perform: async (_siteId, { forMs, ...key }) => {
        const nowMs = clock.nowMs();
        const known = await store.findBan(key);
        if (known === null) return { result: refusal('not-found') };
        const endsAt = extendedEnd(known, forMs, nowMs);
        if (endsAt === null) return { result: refusal('ended') };
        const extended = await store.extendBan(
          admit(gatewayRegister.bans, { ...known, endsAt }, { consent, nowMs }),
          nowMs,
        );
        return { result: extended === null ? refusal('ended') : success(await onWire(services, extended)) };
      },
    }),
  };
}

/** BAN33 */
function withOwn(principal: AgentPrincipal, siteId: string, refused: Result<string>): Result<'own'> {
  return refused.ok || may(principal.memberships, siteId, 'ban:add') ? success('own') : refused;
}

function authoriseSite(principal: AgentPrincipal, siteId: string, action: Action): Result<string> {
  const granted = authoriseAgent(principal, { siteId, chatId: '' }, action);
  return granted.ok ? success(siteId) : granted;
}

/** Without whom it means. */
async function onWire({ directory }: Services, row: BanRow): Promise<Ban> {
  const { subject: _, epoch: _epoch, agentId, ...rest } = row;
  return { ...rest, author: { agentId, name: await directory.agentName(agentId) } };
}
