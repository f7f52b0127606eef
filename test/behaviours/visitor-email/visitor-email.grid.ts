import { expect, vi } from 'vitest';
import { createBoxKeys, createSiteIdentity, fingerprintOf, signKeyStatement } from '@handlr/vault';
import { systemRandom } from '../../../packages/gateway/src/system.ts';
import { type Cell, mayBeKept } from '../grid/cells.ts';
import type { SimulatedGrid } from '../grid/simulated-browser.ts';

const { bytes } = systemRandom;
const identity = createSiteIdentity(bytes);
const boxKey = createBoxKeys(bytes).publicKey;
const contact = { email: 'ada@example.org', telephone: '', marketing: false };

const isKept = (cell: Cell): boolean => mayBeKept(cell, 'contact') && cell.journey !== 'return after window';

/** Sealed and sent whatever was decided; remembered by the device only with `contact`, and for half a year. */
export const visitorEmailGrid: SimulatedGrid = {
  word: 'visitor-email',
  windowMs: 183 * 24 * 60 * 60 * 1000,
  site: { pin: fingerprintOf(identity.publicKey) },
  keys: (cell) => (isKept(cell) ? ['indexed-db visitor-email'] : []),
  // Nothing is asked about contacts by itself.
  wire: () => ({ unseen: ['contact:set', 'contact:look', 'contact:remove'] }),
  async act({ handlr, gateway, world }) {
    const notAfter = world.surroundings.nowMs() + 1_000_000;
    const signed = signKeyStatement({ site: 'test-site', epoch: 1, boxKey, notAfter }, identity);
    vi.stubGlobal('fetch', async () => Response.json(signed));
    handlr.send('Hello');
    await world.pass(1_000);
    const consent = await handlr.loadConsent();
    const email = await consent.visitorEmail();
    email.leave({ contact, remember: consent.get().contact });
    await vi.waitFor(() => expect(email.view().task).toBeNull());
    expect(email.view()).toMatchObject({ left: { contact }, problem: null });
    // Encryption takes its own time.
    await handlr.keptOnDevice();
    expect(gateway.allAsked('contact:set')).toHaveLength(1);
    expect(JSON.stringify(gateway.asked)).not.toContain(contact.email);
  },
  async look({ handlr }, cell) {
    const email = await (await handlr.loadConsent()).visitorEmail();
    const recalled = await email.recall();
    // What is removed has its turn after what is decrypted, which no test clock hurries.
    await handlr.keptOnDevice();
    await handlr.keptOnDevice();
    expect(recalled).toEqual(isKept(cell) ? { email: contact.email, telephone: '' } : null);
  },
};
