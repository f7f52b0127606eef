import { randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createCapability } from '@handlr/core';
import { type Role, staffCalls } from '@handlr/protocol';
import { pino } from 'pino';
import { object, parse } from 'valibot';
import type { RateLimits } from '../../packages/gateway/src/connection/rate-limits.ts';
import { createGateway, type Gateway } from '../../packages/gateway/src/create-gateway.ts';
import type { Assets } from '../../packages/gateway/src/http/index.ts';
import { createLog } from '../../packages/gateway/src/log/index.ts';
import { prepareFolders, readSettings } from '../../packages/gateway/src/settings/index.ts';
import { addSite } from '../../packages/gateway/src/site/index.ts';
import { invite } from '../../packages/gateway/src/staff/index.ts';
import { systemClock as clock, systemRandom as random } from '../../packages/gateway/src/system.ts';

export type TestGateway = Gateway & {
  readonly url: string;
  /** Holds `data`, `keys` and `log`. */
  readonly folder: string;
  readonly siteId: string;
  readLog(): Promise<string>;
  /** Makes an account with this role, on every site or on one, and answers its session's Cookie header. */
  signIn(role: Role, siteId?: string): Promise<string>;
  /** Stops it and leaves the folder. */
  stop(): Promise<void>;
};

export type TestGatewayOptions = {
  readonly env?: Readonly<Record<string, string>>;
  readonly assets?: Assets;
  readonly rateLimits?: Partial<RateLimits>;
  readonly origins?: readonly string[];
  /** Of an earlier gateway, to go on where it stopped. */
  readonly folder?: string;
};

export const shopOrigin = 'https://shop.example';
export const siteKey = 'test-shop';

const shownSchema = object({ value: staffCalls['invitation/show'].reply });

const noAssets: Assets = {
  console: { folder: tmpdir(), entries: {}, integrity: {} },
  widget: { folder: tmpdir(), entries: {}, integrity: {} },
  loader: '',
  banners: { tcf: '', 'consent-mode': '' },
  widgetEntry: 'widget.js',
};

/** A whole gateway in this process, on a free port of the loopback, in a folder of its own. */
export async function startTestGateway(options: TestGatewayOptions = {}): Promise<TestGateway> {
  const folder = options.folder ?? (await mkdtemp(join(tmpdir(), 'handlr-gateway-')));
  const settings = readSettings({ PORT: '0', HANDLR_DATA_DIR: join(folder, 'data'), ...options.env });
  await prepareFolders(settings);
  const logFile = join(folder, 'log');
  const gateway = await createGateway({
    settings,
    assets: options.assets ?? noAssets,
    log: createLog({ level: 'debug', destination: pino.destination({ dest: logFile, sync: true }) }),
    ...(options.rateLimits === undefined ? {} : { rateLimits: options.rateLimits }),
    onStoreFailed: () => {},
  });
  await gateway.listen();
  const known = await gateway.store.findSite(siteKey);
  const origins = options.origins ?? [shopOrigin];
  const site =
    known ?? (await addSite({ store: gateway.store, clock, random }, { siteKey, name: 'Test shop', origins }));
  const url = gateway.publicUrl();

  async function signIn(role: Role, ofSiteId?: string): Promise<string> {
    const email = `${randomUUID()}@agents.example`;
    const token = await invite(
      { store: gateway.store, clock, random },
      { email, name: '', role, siteId: ofSiteId ?? null },
    );
    const { value } = parse(shownSchema, await (await call('invitation/show', { token })).json());
    const account = { token, name: `The ${role}`, email, stretch: value.stretch, authKey: createCapability(random) };
    const accepted = await call('invitation/accept', account);
    const [cookie] = accepted.headers.getSetCookie();
    if (cookie === undefined) throw new Error(`No session: ${accepted.status} ${await accepted.text()}`);
    return cookie.split(';')[0] ?? '';
  }

  function call(name: string, payload: object): Promise<Response> {
    return fetch(`${url}/api/${name}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: url },
      body: JSON.stringify(payload),
    });
  }

  return {
    ...gateway,
    url,
    folder,
    siteId: site.siteId,
    readLog: () => readFile(logFile, 'utf8'),
    signIn,
    stop: () => gateway.close(),
    close: async () => {
      await gateway.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
