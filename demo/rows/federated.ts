import { backUpFederated, loseStork, registerFederated } from '../federated.js';
import type { Row } from './row.js';

export const federated: Row = {
  name: 'federated',
  source: 'second document, Clusters',
  words:
    'Disconnected: issues like incorrect Kubeconfig, missing Stork installation, expired Kubernetes token, or cluster inaccessibility. In Federated mode, clusters refer to Gardener shoot clusters or other application clusters managed by Stork.',
  async play(scene) {
    await registerFederated(scene);
    await backUpFederated(scene);
    await loseStork(scene);
  },
};
