import { apiCluster, apiLocation, apiPage, apiPartialBackup } from '../support/api-things.js';
import type { Answers } from '../support/stand-in-api.js';

export const VOLUMES = {
  volumeSettings: { mode: 'SNAPSHOT', acceptSkipped: false },
  volumes: {
    total: 2,
    ready: 1,
    items: [
      {
        namespace: 'shop',
        claim: 'data',
        driver: 'csi.example.com',
        snapshotClass: 'nightly',
        state: 'READY',
        reason: null,
        message: null,
        copy: 'IN_CLUSTER',
        restoreSize: '10737418240',
        cutAt: '2026-11-20T12:00:10.000Z',
        readyAt: '2026-11-20T12:00:20.000Z',
      },
      {
        namespace: 'shop',
        claim: 'share',
        driver: null,
        snapshotClass: null,
        state: 'SKIPPED',
        reason: 'NOT_CSI',
        message: null,
        copy: null,
        restoreSize: null,
        cutAt: null,
        readyAt: null,
      },
    ],
  },
};

export const CONTENTS = {
  total: 3,
  entries: [
    { namespace: 'shop', resource: 'deployments.apps', objects: 3, bytes: 3000 },
    { namespace: 'blog', resource: 'deployments.apps', objects: 2, bytes: 72 },
    { namespace: '', resource: 'storageclasses.storage.k8s.io', objects: 1, bytes: 100 },
  ],
};

/** One of each kind in every list, and what is shown of one. */
export function onePerList(answers: Answers): void {
  answers.clusters = () => apiPage([apiCluster()]);
  answers.cluster = () => apiCluster();
  answers.backupLocations = () => apiPage([apiLocation()]);
  answers.backupLocation = () => apiLocation();
  answers.backups = () => apiPage([apiPartialBackup()]);
  answers.backup = () => ({ ...apiPartialBackup(), ...VOLUMES, contents: CONTENTS, ruleResults: [] });
}
