import type { SiteChecks } from '@handlr/protocol';
import { offerChecks } from '../check-logic/site-checks.ts';
import { createGateway, type Gateway } from '../create-gateway.ts';
import { readAssets } from '../http/index.ts';
import { createLog } from '../log/index.ts';
import { type Environment, prepareFolders, readSettings } from '../settings/index.ts';
import { type NewSite, offerSite } from '../site/index.ts';
import { inviteFirstOwner } from '../staff/index.ts';
import { createSiteKeys } from '../visitor-email/index.ts';
import { systemClock as clock, systemRandom as random } from '../system.ts';
import type { Command } from './command.ts';
import { stopOnSignal } from './stop-on-signal.ts';

export type Started = {
  readonly gateway: Gateway;
  readonly publicUrl: string;
  /** The port that the settings name; 0 for any. */
  readonly port: number;
  /** The first owner's one-time link; null where somebody can sign in already. */
  readonly setUpLink: string | null;
  /** Makes a site if there is none of its key, and lets its origins embed it. */
  offerSite(site: NewSite): Promise<void>;
  /** Makes the site's keys where there are none, and answers the fingerprint that its snippet carries. */
  offerKeys(siteKey: string): Promise<string>;
  /** Gives the site these checks if nobody has saved any there. Throws where they have a fault. */
  offerChecks(siteKey: string, checks: SiteChecks): Promise<void>;
  stop(): Promise<void>;
};

/**
 * Starts a gateway by the environment's settings, and answers when it listens.
 * @throws errors that `explainError` puts into words
 */
export async function startGateway(env: Environment): Promise<Started> {
  const settings = readSettings(env);
  await prepareFolders(settings);
  const assets = await readAssets();
  const log = createLog({ level: settings.logLevel });
  const gateway = await createGateway({ settings, assets, log, onStoreFailed: giveUp });
  try {
    await gateway.listen();
    const publicUrl = gateway.publicUrl();
    const deps = { store: gateway.store, clock, random };
    const setUpLink = await inviteFirstOwner(deps, publicUrl);
    return {
      gateway,
      publicUrl,
      port: settings.port,
      setUpLink,
      offerSite: (site) => offerSite(deps, site),
      offerKeys: createSiteKeys({ keyDir: settings.keyDir, random }).create,
      offerChecks: (siteKey, checks) => offerChecks(deps, siteKey, checks),
      stop: () => gateway.close(),
    };
  } catch (error) {
    await gateway.close().catch(() => {});
    throw error;
  }

  /** Without its store the gateway can keep no promise: whoever supervises it starts it again. */
  function giveUp(): void {
    log.event('store-failed', {});
    process.exit(1);
  }
}

export const start: Command = {
  usage: 'start',
  about: 'starts the gateway with the console',
  async run(_args, { env, output }) {
    const { publicUrl, setUpLink, stop } = await startGateway(env);
    stopOnSignal(stop);
    output.note(`Gateway  ${publicUrl}`);
    output.note(`Console  ${publicUrl}/console/`);
    if (setUpLink !== null) output.note(`Set up   ${setUpLink}`);
    return new Promise(() => {});
  },
};
