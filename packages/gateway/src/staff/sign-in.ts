import type { Random } from '@handlr/core';
import { refusal, type Result, type StretchParameters, success } from '@handlr/protocol';
import type { StaffStore } from '../storage/index.ts';
import { decoyHash, verifyAuthKey } from './auth-key-hash.ts';
import { normaliseEmail } from './email.ts';
import { decoyStretch, readStretch } from './stretch-for.ts';
import type { Throttle } from './throttle.ts';

export type SignInDeps = {
  readonly store: StaffStore;
  readonly random: Random;
  readonly throttle: Throttle;
  /** Makes the answers for accounts that do not exist; from the key folder. */
  readonly decoySecret: Uint8Array;
};

export type SignIn = {
  /** How the account's password is stretched; accounts that do not exist answer as if they did. */
  begin(email: string): Promise<Result<StretchParameters>>;
  /** The agent's id. An unknown account takes as long as a wrong key, and answers the same. */
  finish(email: string, authKey: string, rateLimitTag: string): Promise<Result<string>>;
};

export function createSignIn({ store, random, throttle, decoySecret }: SignInDeps): SignIn {
  const decoy = decoyHash(random);

  async function begin(given: string): Promise<Result<StretchParameters>> {
    const email = normaliseEmail(given);
    const pretended = decoyStretch(email, decoySecret);
    const agent = await store.findAgentByEmail(email);
    return success((agent && readStretch(agent.stretch)) ?? pretended);
  }

  async function finish(given: string, authKey: string, rateLimitTag: string): Promise<Result<string>> {
    const email = normaliseEmail(given);
    const waitMs = await throttle.guess(email, rateLimitTag);
    if (waitMs !== null) return refusal('too-many', waitMs);
    const agent = await store.findAgentByEmail(email);
    const verified = await verifyAuthKey(authKey, agent?.authKeyHash ?? decoy);
    if (agent === null || !verified) return refusal('forbidden');
    await throttle.forgive(email, rateLimitTag);
    return success(agent.agentId);
  }

  return { begin, finish };
}
