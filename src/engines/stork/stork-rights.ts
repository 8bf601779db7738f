/** The rights that instructions need, asked of the cluster for the namespace that they lie in. */
import type { ClusterRight } from '../../domain/cluster.js';
import type { ClusterApi } from '../../domain/ports/cluster-gateway.js';
import { objectAt, parsed } from './json.js';
import { STORK_GROUP } from './stork-kinds.js';

const REVIEWS = '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews';

/** To watch is wanted and not needed: without it what was told is read again and again. */
const NEEDED: readonly (readonly [resource: string, verbs: readonly string[]])[] = [
  ['applicationbackups', ['get', 'list', 'create', 'patch', 'delete']],
  ['applicationrestores', ['get', 'list', 'create', 'delete']],
  ['backuplocations', ['get', 'create', 'patch', 'delete']],
  ['rules', ['get', 'create', 'delete']],
];

/** @throws ClusterCallFailed */
export async function missingStorkRights(
  api: ClusterApi,
  namespace: string,
  signal: AbortSignal,
): Promise<readonly ClusterRight[]> {
  const asked = NEEDED.flatMap(([resource, verbs]) =>
    verbs.map(async (verb): Promise<readonly ClusterRight[]> => {
      const resourceAttributes = { namespace, verb, group: STORK_GROUP, resource };
      const review = {
        apiVersion: 'authorization.k8s.io/v1',
        kind: 'SelfSubjectAccessReview',
        spec: { resourceAttributes },
      };
      const answer = parsed(await api.post(REVIEWS, review, { signal }), `POST ${REVIEWS}`);
      const { allowed } = objectAt(answer, 'status');
      return allowed === true ? [] : [{ verb, resource: `${resource}.${STORK_GROUP}` }];
    }),
  );
  return (await Promise.all(asked)).flat();
}
