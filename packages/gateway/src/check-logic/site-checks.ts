import { checksBeforeOpening, type Clock, flagsOf, readChecks, servedChecks } from '@handlr/core';
import { admit, gatewayRegister, operatorConsent } from '@handlr/privacy';
import type { CheckFault, ServedChecks, SiteChecks } from '@handlr/protocol';
import { requireSite } from '../site/index.ts';
import type { CheckStore, Store } from '../storage/index.ts';

/*
 * CHK22  What is saved was read by the rules that hold now; what has a fault is not saved, and nothing else of it either.
 * CHK23  Of two who edit at once, the second is told so and overwrites nothing.
 * CHK29  Checks that are offered at start are a beginning: what staff saved stands, also where they saved none.
 */

export type SavedChecks = { readonly revision: number; readonly checks: SiteChecks };

export type Saving =
  | { readonly outcome: 'saved'; readonly revision: number }
  | { readonly outcome: 'faulty'; readonly faults: readonly CheckFault[] }
  | { readonly outcome: 'conflict' };

export type SiteChecksKeeper = {
  /** Revision 0 and no checks for a site that never had any. */
  read(siteId: string): Promise<SavedChecks>;
  save(siteId: string, revision: number, input: unknown): Promise<Saving>;
  /** For the loader's configuration. */
  flags(siteId: string): Promise<number>;
  /** Those that act before the box is opened; null where there are none. */
  beforeOpening(siteId: string): Promise<ServedChecks | null>;
};

export function createSiteChecks({
  store,
  clock,
}: {
  readonly store: CheckStore;
  readonly clock: Clock;
}): SiteChecksKeeper {
  /** Each page of a site asks for the same, so it is read once. */
  const known = new Map<string, { readonly text: string; readonly saved: SavedChecks }>();

  async function read(siteId: string): Promise<SavedChecks> {
    const row = await store.findChecks(siteId);
    if (row === null) return { revision: 0, checks: { checks: [] } };
    const { revision, checks: text } = row;
    const before = known.get(siteId);
    if (before?.text === text && before.saved.revision === revision) return before.saved;
    // What was saved under other rules than hold now is not run: the console shows it empty, and it is written anew.
    const found = readChecks(JSON.parse(text));
    const saved = { revision, checks: found.ok ? found.checks : { checks: [] } };
    known.set(siteId, { text, saved });
    return saved;
  }

  return {
    read,
    async save(siteId, revision, input) {
      const found = readChecks(input);
      if (!found.ok) return { outcome: 'faulty', faults: found.faults };
      const row = { siteId, revision: revision + 1, checks: JSON.stringify(found.checks) };
      const admitted = admit(gatewayRegister.siteChecks, row, { consent: operatorConsent, nowMs: clock.nowMs() });
      return (await store.saveChecks(admitted))
        ? { outcome: 'saved', revision: row.revision }
        : { outcome: 'conflict' };
    },
    beforeOpening: async (siteId) => checksBeforeOpening(servedChecks((await read(siteId)).checks)),
    flags: async (siteId) => flagsOf(servedChecks((await read(siteId)).checks)),
  };
}

/**
 * Gives a site these checks, if none were ever saved there.
 * @throws Error when they have a fault
 */
export async function offerChecks(
  { store, clock }: { readonly store: Store; readonly clock: Clock },
  siteKey: string,
  offered: SiteChecks,
): Promise<void> {
  const { siteId } = await requireSite(store, siteKey);
  const keeper = createSiteChecks({ store, clock });
  if ((await keeper.read(siteId)).revision > 0) return;
  const saving = await keeper.save(siteId, 0, offered);
  if (saving.outcome === 'faulty') throw new Error(`The checks of ${siteKey}: ${JSON.stringify(saving.faults)}`);
}
