import { type JsonValue, listAt, objectAt } from '../json.js';
import { withUpdateOwner } from '../managed-fields.js';
import type { StandInStore } from '../stand-in-store.js';
import { aConfigMap, aNamespace, anIngress, aSecret, aService } from './builders.js';
import { builtAt, type ObjectBuilder } from './object-builder.js';
import { type SeededRandom, seededRandom } from './seeded-random.js';
import { aDeployment } from './workloads.js';

export interface BenchSize {
  readonly namespaces: number;
  /** All of them together, without the two default objects of each namespace. */
  readonly objects: number;
}

// Of 200 objects of a namespace, half are Pods and ReplicaSets that a Deployment owns: what was found in real clusters.
const perHundred = {
  deployments: 12,
  podsPerDeployment: 3,
  secrets: 13,
  configMaps: 17,
  services: 7,
  ingresses: 3,
};

/** `bench:200x40000`. @throws Error */
export function benchSize(text: string): BenchSize {
  const match = /^(\d+)x(\d+)$/.exec(text);
  const [namespaces, objects] = [Number(match?.[1]), Number(match?.[2])];
  if (!(namespaces > 0 && objects >= namespaces)) {
    throw new Error(`a bench world is <namespaces>x<objects>, such as 200x40000, and not "${text}"`);
  }
  return { namespaces, objects };
}

/** Many namespaces of the same make-up; the same bytes in every run. */
export function benchWorld({ namespaces, objects }: BenchSize): (store: StandInStore) => void {
  return (store) => {
    const managed = managedFieldsCache(store);
    const random = seededRandom(20_261_120);
    for (let index = 0; index < namespaces; index += 1) {
      const name = `bench-${String(index).padStart(4, '0')}`;
      const share =
        Math.floor(((index + 1) * objects) / namespaces) - Math.floor((index * objects) / namespaces);
      aNamespace(name, { team: `team-${index % 12}`, bench: 'true' }).into(store);
      for (const object of contentOf(name, share, random)) managed(object).into(store);
    }
  };
}

function contentOf(namespace: string, count: number, random: SeededRandom): readonly ObjectBuilder[] {
  const share = (part: number) => Math.max(1, Math.floor((count * part) / 100));
  const times = (part: number, make: (name: string) => ObjectBuilder | readonly ObjectBuilder[]) =>
    Array.from({ length: share(part) }, (_, index) => make(`app-${index}`)).flat();
  const made = [
    ...times(perHundred.deployments, (name) =>
      aDeployment(namespace, name)
        .withReplicas(perHundred.podsPerDeployment)
        .withLabels({
          'app.kubernetes.io/name': name,
          'app.kubernetes.io/part-of': namespace,
          tier: 'backend',
        })
        .objects(),
    ),
    ...times(perHundred.services, (name) => aService(namespace, name)),
    ...times(perHundred.ingresses, (name) => anIngress(namespace, name)),
    ...times(perHundred.secrets, (name) =>
      aSecret(namespace, name, {
        token: random.base64(random.between(300, 2400)),
        'tls.key': random.base64(1200),
      }),
    ),
  ];
  const missing = Math.max(0, count - made.length);
  const configMaps = Array.from({ length: missing }, (_, index) =>
    aConfigMap(namespace, `config-${index}`, { 'application.yaml': settings(random) }),
  );
  return [...made.slice(0, count), ...configMaps];
}

function settings(random: SeededRandom): string {
  return Array.from({ length: random.between(20, 160) }, (_, line) => {
    const word = random.pick(['timeout', 'retries', 'endpoint', 'threshold', 'pool', 'cache']);
    return `${word}.${line}: ${random.between(1, 100_000)}`;
  }).join('\n');
}

const writers: Readonly<Record<string, string>> = { ReplicaSet: 'kube-controller-manager' };

/** Objects of one kind have the same shape here, so one reckoning of who owns which field serves all. */
function managedFieldsCache(store: StandInStore): (builder: ObjectBuilder) => ObjectBuilder {
  const byKind = new Map<string, readonly JsonValue[]>();
  return (builder) => {
    const { kind, resource } = builder.identity;
    // With them a Pod of this make would be twice as long as those that were measured.
    if (kind === 'Pod') return builder;
    let fields = byKind.get(kind);
    if (fields === undefined) {
      const owned = withUpdateOwner({
        resource: store.resource(resource),
        before: undefined,
        after: builder.object,
        manager: writers[kind] ?? 'kubectl-client-side-apply',
        time: builtAt,
      });
      fields = listAt(objectAt(owned, 'metadata'), 'managedFields');
      byKind.set(kind, fields);
    }
    return builder.withManagedFields(fields);
  };
}
