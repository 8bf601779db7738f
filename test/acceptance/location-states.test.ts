/** Every reason for which a location is in a state: made by a disk or a store, read by GraphQL and told by a subscription, and left again. */
import { mkdir, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  type BackupLocation,
  LOCATION_REASONS,
  type StorageReason,
} from '../../src/domain/backup-location.js';
import { LOOKS_TO_FAIL } from '../../src/domain/steadiness.js';
import type { S3Change } from '../../src/services/s3-input.js';
import { type S3StandIn, startS3StandIn } from '../stand-ins/s3/s3-stand-in.js';
import { errno, FaultyFiles, type FileCall } from '../support/faulty-files.js';
import { Installation } from '../support/installation.js';
import { StateWatch } from '../support/told-states.js';

let holdfast: Installation;
let watch: StateWatch;
let disk: FaultyFiles;
/** With TLS: what a location trusts is part of it. */
let store: S3StandIn;
beforeAll(async () => {
  disk = new FaultyFiles();
  store = await startS3StandIn({ tls: true, buckets: ['backups'] });
  holdfast = await Installation.start({ files: disk });
  watch = await StateWatch.start(holdfast);
});
afterAll(async () => {
  await watch.stop();
  await holdfast.stop();
  await store.stop();
});

interface Made {
  readonly place: () => Promise<BackupLocation>;
  happen(location: BackupLocation): void | Promise<void>;
  mend(location: BackupLocation): void | Promise<void>;
}

const services = () => holdfast.product.services;
let names = 0;
const MARKER = '.holdfast-location.json';

const aFolder = () => services().locations.create({ name: `folder-${++names}` }, holdfast.actor);

function aBucket(): Promise<BackupLocation> {
  const name = `bucket-${++names}`;
  const { accessKeyId, secretAccessKey } = store.key;
  const s3 = {
    endpoint: store.url,
    bucket: 'backups',
    prefix: name,
    caBundle: store.caPem ?? '',
    accessKeyId,
    secretAccessKey,
  };
  return services().locations.create({ name, s3 }, holdfast.actor);
}

async function edit({ id }: BackupLocation, s3: S3Change): Promise<void> {
  const { version } = await services().locations.get(id);
  await services().locations.edit(id, { expectedVersion: version, s3 }, holdfast.actor);
}

/** As the worker looks, by itself. */
const look = (product = holdfast.product) =>
  product.handlers['probe-locations']({}, new AbortController().signal);

const heal = () => {
  disk.before = () => {};
};

const failingDisk = (operation: FileCall['operation'], code: string): Made => ({
  place: aFolder,
  happen: ({ path }) => {
    disk.before = (call) => {
      if (call.operation === operation && call.path.startsWith(path)) throw errno(code);
    };
  },
  mend: heal,
});

const failingStore = (match: RegExp, what: Parameters<S3StandIn['faults']['add']>[0]['do']): Made => ({
  place: aBucket,
  happen: () => void store.faults.add({ match, do: what }),
  mend: () => store.faults.clear(),
});

const editedBucket = (wrong: S3Change, right: () => S3Change): Made => ({
  place: aBucket,
  happen: (location) => edit(location, wrong),
  mend: (location) => edit(location, right()),
});

const aside = (path: string) => `${path}.aside`;

/** Complete by its type: a reason without a case does not compile. */
const CASES: { readonly [R in StorageReason]: Made } = {
  OUTSIDE_PARENTS: {
    place: aFolder,
    happen: async ({ path }) => {
      await rename(path, `${holdfast.folder}.moved`);
      await symlink(`${holdfast.folder}.moved`, path);
    },
    mend: async ({ path }) => {
      await rm(path);
      await rename(`${holdfast.folder}.moved`, path);
    },
  },
  FOLDER_MISSING: {
    place: aFolder,
    happen: ({ path }) => rename(path, aside(path)),
    mend: ({ path }) => rename(aside(path), path),
  },
  MARKER_MISSING: {
    place: aFolder,
    // A share that is not mounted: its mount point is an empty folder.
    happen: async ({ path }) => {
      await rename(path, aside(path));
      await mkdir(path);
    },
    mend: async ({ path }) => {
      await rm(path, { recursive: true });
      await rename(aside(path), path);
    },
  },
  MARKER_FOREIGN: {
    place: aFolder,
    happen: async ({ path }) => {
      const marker = join(path, MARKER);
      await writeFile(aside(path), await readFile(marker));
      await writeFile(marker, 'of somebody else');
    },
    mend: ({ path }) => rename(aside(path), join(path, MARKER)),
  },
  READ_ONLY: failingDisk('write', 'EROFS'),
  NO_SPACE: failingDisk('write', 'ENOSPC'),
  PERMISSION_DENIED: failingDisk('readdir', 'EPERM'),
  STORAGE_ERROR: failingDisk('sync', 'EIO'),
  READ_BACK_DIFFERS: failingStore(/^PUT/, 'corrupt'),
  TIMEOUT: failingStore(/^GET/, { latencyMs: 60_000 }),
  BUCKET_MISSING: {
    place: aBucket,
    happen: () => {
      hidden = store.buckets.get('backups');
      store.buckets.delete('backups');
    },
    mend: () => {
      if (hidden !== undefined) store.buckets.set('backups', hidden);
    },
  },
  ACCESS_DENIED: failingStore(/^PUT/, { error: 'AccessDenied' }),
  CREDENTIALS_INVALID: editedBucket({ accessKeyId: 'AKIANOBODY', secretAccessKey: 'wrong-wrong' }, () => {
    const { accessKeyId, secretAccessKey } = store.key;
    return { accessKeyId, secretAccessKey };
  }),
  CREDENTIALS_EXPIRED: failingStore(/./, { error: 'ExpiredToken' }),
  CLOCK_SKEW: failingStore(/./, { error: 'RequestTimeTooSkewed' }),
  WRONG_REGION: editedBucket({ region: 'eu-central-1' }, () => ({ region: store.region })),
  TLS_FAILED: editedBucket({ caBundle: '' }, () => ({ caBundle: store.caPem ?? '' })),
  UNREACHABLE: failingStore(/./, 'reset-before'),
  THROTTLED: failingStore(/^PUT/, { error: 'SlowDown' }),
  CHECKSUMS_MISSING: {
    place: aBucket,
    happen: async (location) => {
      store.abilities.checksums = 'ignored';
      await edit(location, { checksums: 'REQUIRED' });
    },
    mend: (location) => edit(location, { checksums: 'AUTO' }),
  },
};
let hidden: ReturnType<S3StandIn['buckets']['get']>;

it('every reason of the design is made here', () => {
  const left = Object.keys(LOCATION_REASONS).filter((reason) => !(reason in CASES));
  // Those of locations that only clusters reach are made in location-connections.test.ts.
  expect(left.sort()).toEqual([
    'CLUSTERS_HIBERNATED',
    'CONNECTED',
    'NOT_CHECKED',
    'NO_VALID_CONNECTION',
    'OK',
  ]);
});

it.each(Object.entries(CASES))(
  '%s is entered, read, told, and left again',
  async (reason, { place, happen, mend }) => {
    const location = await place();
    const { told, stop } = await watch.changesOf('BackupLocation', location.id);
    // Only here a short time is long: elsewhere a busy machine would take it.
    const prober = reason === 'TIMEOUT' ? holdfast.anotherWorker({ locationCheckMs: 300 }) : undefined;
    try {
      expect(await watch.stateOf('backupLocation', location.id)).toBe('VALID OK');
      await happen(location);
      for (let looks = 0; looks < LOOKS_TO_FAIL; looks += 1) await look(prober);
      expect(await watch.stateOf('backupLocation', location.id)).toBe(`INVALID ${reason}`);
      await expect.poll(() => told.at(-1)).toMatchObject({ to: 'INVALID', reason });
      await mend(location);
      await look();
      expect(await watch.stateOf('backupLocation', location.id)).toBe('VALID OK');
      await expect.poll(() => told.at(-1)).toMatchObject({ to: 'VALID', reason: 'OK' });
    } finally {
      heal();
      store.faults.clear();
      store.abilities.checksums = 'supported';
      await prober?.close();
      await stop();
      await services().locations.remove(location.id, holdfast.actor);
    }
  },
);

it('NOT_CHECKED is a location while nobody has looked at it yet', async () => {
  const gate = Promise.withResolvers<void>();
  disk.before = ({ operation }) => (operation === 'mkdir' ? gate.promise : undefined);
  const creating = aFolder();
  const waiting = async () => {
    const [row] = await holdfast.database.query(`SELECT id FROM backup_location WHERE state = 'UNCHECKED'`);
    return row?.id as string | undefined;
  };
  await expect.poll(waiting).toBeDefined();
  const id = (await waiting())!;
  const { told, stop } = await watch.changesOf('BackupLocation', id);
  expect(await watch.stateOf('backupLocation', id)).toBe('UNCHECKED NOT_CHECKED');
  heal();
  gate.resolve();
  await creating;
  await expect.poll(() => told).toEqual([{ from: 'UNCHECKED', to: 'VALID', reason: 'OK' }]);
  await stop();
  await services().locations.remove(id, holdfast.actor);
});

it('a store that answers every other time stays VALID, and nobody is told', async () => {
  const { id } = await aBucket();
  const { told, stop } = await watch.changesOf('BackupLocation', id);
  for (let turn = 0; turn < 5; turn += 1) {
    const fault = store.faults.add({ match: /^PUT/, do: { error: 'SlowDown' } });
    await look();
    fault.remove();
    await look();
  }
  expect(await watch.stateOf('backupLocation', id)).toBe('VALID OK');
  expect(told).toEqual([]);
  await stop();
});

it('a share that comes and goes is told a few times and not with every look', async () => {
  const { id, path } = await aFolder();
  const { told, stop } = await watch.changesOf('BackupLocation', id);
  for (let turn = 0; turn < 8; turn += 1) {
    await rename(path, aside(path));
    await look();
    await rename(aside(path), path);
    await look();
  }
  expect(told.map(({ to }) => to)).toEqual(['INVALID', 'VALID']);
  await stop();
});
