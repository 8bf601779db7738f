/** What another cluster's Stork left in the bucket: a backup of the namespace `blog` that Holdfast did not make. */
import { randomUUID } from 'node:crypto';
import { storkNames } from '../../src/engines/stork/stork-kinds.js';
import type { StorkStandIn } from '../stand-ins/stork/stork-stand-in.js';
import { BUCKET } from './federated-installation.js';

const AT = '2026-11-20T09:00:00Z';

/** @returns the folder in which it lies */
export function leaveInBucket(stork: StorkStandIn, locationId: string, name: string): string {
  const uid = randomUUID();
  const path = `kube-system/${name}/${uid}`;
  const files = {
    'resources.json': [
      {
        ...{ apiVersion: 'v1', kind: 'ConfigMap' },
        ...{ metadata: { name: 'settings', namespace: 'blog' }, data: { greeting: 'hello from elsewhere' } },
      },
    ],
    'crds.json': [],
    'namespaces.json': [{ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'blog' } }],
    'metadata.json': {
      metadata: { name, namespace: 'kube-system', uid },
      spec: {
        namespaces: ['blog'],
        backupLocation: storkNames.location(locationId),
        reclaimPolicy: 'Delete',
      },
      status: {
        stage: 'Final',
        status: 'Successful',
        backupPath: path,
        resourceCount: 1,
        totalSize: 4096,
        triggerTimestamp: AT,
        finishTimestamp: AT,
      },
    },
  };
  const bucket = stork.buckets.make(BUCKET);
  for (const [file, content] of Object.entries(files)) bucket.set(`${path}/${file}`, JSON.stringify(content));
  return path;
}
