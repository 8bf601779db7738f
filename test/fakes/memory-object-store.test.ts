import { expect, it } from 'vitest';
import { StorageFailed } from '../../src/domain/storage-failure.js';
import { expectFailure, objectStoreContract } from '../contract/object-store-contract.js';
import { MemoryObjectStore } from './memory-object-store.js';

objectStoreContract('the object store in memory', async () => {
  const store = new MemoryObjectStore();
  return { store, lock: async (key, until) => void store.locks.set(key, until) };
});

it('a fault from onCall fails that call and leaves nothing', async () => {
  const store = new MemoryObjectStore();
  store.onCall = ({ operation }) => {
    if (operation === 'write') throw new StorageFailed('full', { reason: 'NO_SPACE' });
  };
  await expectFailure(store.put('a', Buffer.from('x')), 'NO_SPACE');
  expect(store.keys()).toEqual([]);
});
