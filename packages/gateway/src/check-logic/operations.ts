import { may } from '@handlr/core';
import { agentRequests, refusal, type Result, success } from '@handlr/protocol';
import type { AgentPrincipal } from '../connection/principal.ts';
import { operation, type Operations } from '../inbound.ts';
import type { Services } from '../services.ts';
import { readAppearance, textColourOn } from '../site/index.ts';
import { createSiteChecks } from './site-checks.ts';

/*
 * CHK24  Checks are seen and changed by whoever may edit them on that very site; to others who work there it is forbidden, to the rest there is no such site.
 */
export function agentCheckLogic(services: Services): Operations<AgentPrincipal> {
  const { store } = services;
  const checks = createSiteChecks(services);
  return {
    'checks:sites': operation(agentRequests['checks:sites'], {
      authorise: (principal) => success(principal),
      perform: async ({ memberships }) => {
        const sites = (await store.listSites()).filter(({ siteId }) => may(memberships, siteId, 'check:edit'));
        const shown = sites.map(({ siteId, siteKey, name, appearance }) => {
          const { accent } = readAppearance(appearance);
          return { siteId, siteKey, name, accent, accentText: textColourOn(accent) };
        });
        return { result: success(shown) };
      },
    }),
    'checks:show': operation(agentRequests['checks:show'], {
      authorise: authoriseEditor,
      perform: async (siteId) => {
        if ((await store.findSiteById(siteId)) === null) return { result: refusal('not-found') };
        return { result: success(await checks.read(siteId)) };
      },
    }),
    'checks:save': operation(agentRequests['checks:save'], {
      authorise: authoriseEditor,
      perform: async (siteId, { revision, checks: input }) => {
        if ((await store.findSiteById(siteId)) === null) return { result: refusal('not-found') };
        const saving = await checks.save(siteId, revision, input);
        if (saving.outcome === 'conflict') return { result: refusal('conflict') };
        const faults = saving.outcome === 'faulty' ? [...saving.faults] : [];
        return { result: success({ revision: saving.outcome === 'saved' ? saving.revision : revision, faults }) };
      },
    }),
  };
}

/** CHK24 */
function authoriseEditor({ memberships }: AgentPrincipal, { siteId }: { readonly siteId: string }): Result<string> {
  if (may(memberships, siteId, 'check:edit')) return success(siteId);
  return refusal(may(memberships, siteId, 'chat:list') ? 'forbidden' : 'not-found');
}
