import { afterEach, beforeEach, describe, it } from 'vitest';
import type { Store } from '../../packages/gateway/src/storage/index.ts';
import { testChats } from './store-chats.ts';
import { testMessages } from './store-messages.ts';
import { testSites } from './store-sites.ts';
import { testStaff } from './store-staff.ts';

/** Makes a new, empty store. Closing it and clearing away is the contract's and the maker's affair. */
export type CreateStore = () => Promise<Store>;

/** What every store keeps to. `current()` is the store of the test that runs. */
export function testStore(name: string, createStore: CreateStore): void {
  describe(name, () => {
    let store: Store;
    const current = () => store;
    beforeEach(async () => {
      store = await createStore();
    });
    afterEach(async () => store.close());

    testSites(current);
    testChats(current);
    testMessages(current);
    testStaff(current);

    describe('closing', () => {
      it('refuses what comes after, in a way that may be tried again', async ({ expect }) => {
        await store.close();
        await expect(store.listSites()).rejects.toThrow('unavailable');
        await expect(store.endSession('nobody')).rejects.toThrow('unavailable');
      });

      it('may be done twice', async () => {
        await Promise.all([store.close(), store.close()]);
      });
    });
  });
}
