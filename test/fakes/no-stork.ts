import type { StorkLook } from '../../src/domain/ports/stork-look.js';

/** For installations without federated clusters: nobody may ask. */
export const noStork: StorkLook = {
  look: () => Promise.reject(new Error('a classic cluster was looked at for its Stork')),
  missingRights: () => Promise.reject(new Error('a classic cluster was asked for rights on its Stork')),
};
