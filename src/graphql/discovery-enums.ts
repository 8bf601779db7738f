import { DISCOVERY_REASONS } from '../domain/cluster-discovery.js';
import { enumOf } from './enum-of.js';
import { statesOf } from './enums.js';

export const ClusterDiscoveryStateEnum = enumOf(
  'ClusterDiscoveryState',
  'State of a cluster discovery, by the state matrix.',
  statesOf('ClusterDiscovery'),
);
export const DiscoveryReasonEnum = enumOf(
  'DiscoveryReason',
  'Why a cluster discovery is in its state.',
  DISCOVERY_REASONS,
);
export const DiscoveryRunEnum = enumOf('DiscoveryRun', 'What a run of a cluster discovery does.', {
  DISCOVER: 'It looks through the garden; kubeconfigs are renewed where two thirds of their life are over.',
  REFRESH: 'The same, and the kubeconfig of every shoot that is awake is renewed.',
});
export const ClustersOnDeletionEnum = enumOf(
  'ClustersOnDeletion',
  'What becomes of the clusters of a discovery that is deleted.',
  {
    KEEP: 'They stay, with their backups and schedules, and are unmanaged when no other discovery finds them.',
    REFUSE: 'The discovery is not deleted while it has any.',
  },
);
