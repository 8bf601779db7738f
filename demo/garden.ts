/** The garden of the demo: a stand-in Gardener with a few shoots, and the clusters behind them, which share a bucket. */
import { writeFile } from 'node:fs/promises';
import { startGarden } from '../test/stand-ins/gardener/garden-stand-in.js';
import type { FaultAction, FaultHandle } from '../test/stand-ins/kubernetes/faults.js';
import { type ClusterWithStork, startWithStork } from './harbour.js';
import { hold } from './hold.js';

/** Those with the label `env=prod`. */
export const SHOOTS = ['blue', 'green'] as const;
/** The one with `env=test`. */
export const LAB_SHOOT = 'lab';
export type ShootName = (typeof SHOOTS)[number] | typeof LAB_SHOOT;
export const GARDEN_PROJECT = 'dev';

export interface DemoGarden {
  readonly url: string;
  /** Of a ServiceAccount of the project, as a discovery is given it. */
  readonly kubeconfigFile: string;
  /** It has no API server from now on, and the garden says that it sleeps. */
  hibernate(shoot: ShootName): void;
  wakeUp(shoot: ShootName): void;
  deleteShoot(shoot: ShootName): void;
  /** The garden answers nothing until it is called. @returns lets it answer */
  hold(): () => void;
  /** From now on the credential is refused. @returns takes it back */
  refuse(): () => void;
  /** The clusters behind the shoots; blue and green reach the same buckets. */
  readonly clusters: Readonly<Record<ShootName, ClusterWithStork>>;
  stop(): Promise<void>;
}

export async function startDemoGarden(kubeconfigFile: string): Promise<DemoGarden> {
  const blue = await startWithStork(['orders', 'catalogue']);
  const green = await startWithStork(['payments'], blue.stork.buckets);
  const lab = await startWithStork(['trials']);
  const clusters = { blue: blue.standIn, green: green.standIn, lab: lab.standIn };
  const garden = await startGarden();
  for (const name of SHOOTS)
    garden.addShoot(name, { project: GARDEN_PROJECT, labels: { env: 'prod' }, cluster: clusters[name] });
  garden.addShoot(LAB_SHOOT, { project: GARDEN_PROJECT, labels: { env: 'test' }, cluster: lab.standIn });
  await writeFile(kubeconfigFile, garden.kubeconfig(), { mode: 0o600 });
  const asleep = new Map<ShootName, FaultHandle>();
  const strike = (action: FaultAction) => garden.kubernetes.faults.add({ match: /./, do: action });
  return {
    url: garden.kubernetes.url,
    kubeconfigFile,
    hibernate: (shoot) => {
      garden.hibernate(shoot);
      asleep.set(shoot, clusters[shoot].faults.add({ match: /./, do: 'reset-before-headers' }));
    },
    wakeUp: (shoot) => {
      asleep.get(shoot)?.remove();
      garden.wakeUp(shoot);
    },
    deleteShoot: (shoot) => garden.deleteShoot(shoot),
    clusters: { blue, green, lab },
    hold: () => hold(garden.kubernetes, /./),
    refuse: () => {
      const handle = strike('expired-token');
      return () => handle.remove();
    },
    stop: async () => {
      await Promise.all([garden.stop(), ...Object.values(clusters).map((cluster) => cluster.stop())]);
    },
  };
}
