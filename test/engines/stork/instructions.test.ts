import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { ExecAction } from '../../../src/domain/exec-rule.js';
import { BACKUP_RECORD, readRecord } from '../../../src/engines/stork/backup-record.js';
import { backupDraft, restoreDraft, ruleDrafts } from '../../../src/engines/stork/instructions.js';
import { aBackup } from '../../factories/resources.js';
import { aRestore } from '../../factories/restores.js';

const never = new AbortController().signal;
const action: ExecAction = {
  podSelector: 'app=db,tier==back',
  podName: null,
  namespaces: null,
  container: 'db',
  command: ['sh', '-c', "echo 'it is' && sync"],
  timeoutSeconds: 30,
  onePodOnly: true,
  onFailure: 'FAIL',
};

function aRun(change: Partial<Parameters<typeof backupDraft>[0]> = {}): Parameters<typeof backupDraft>[0] {
  const backup = aBackup({
    clusterId: randomUUID(),
    locationId: randomUUID(),
    ownerId: randomUUID(),
    cycleId: randomUUID(),
  });
  return {
    backup,
    clusterUid: null,
    namespaces: [{ name: 'shop', uid: 'u' }],
    missing: [],
    schedule: null,
    preRule: null,
    postRule: null,
    signal: never,
    ...change,
  };
}

describe('a backup', () => {
  it('names the namespaces that exist, its location by its id, and keeps its data when the instruction goes', () => {
    const run = aRun();
    const draft = backupDraft(run, []);
    expect(draft).toMatchObject({ kind: 'applicationbackups', name: `holdfast-${run.backup.id}` });
    expect(draft.labels).toEqual({ 'holdfast.io/backup': run.backup.id });
    expect(draft.fields.spec).toEqual({
      namespaces: ['shop'],
      backupLocation: `holdfast-${run.backup.locationId}`,
      reclaimPolicy: 'Retain',
    });
  });

  it('says what it lacks and whose it is, and is read again by whoever finds it', () => {
    const missing = [
      { name: 'blog', reason: 'not found' },
      { name: 'docs', reason: 'Terminating' },
    ] as const;
    const schedule = { id: 's', name: 'nightly' };
    const run = aRun({ missing, schedule });
    const { annotations } = backupDraft(run, []);
    expect(readRecord(annotations?.[BACKUP_RECORD])).toEqual({
      version: 1,
      name: run.backup.name,
      schedule,
      missing,
      missingMore: 0,
    });
  });

  it('counts the missing namespaces that are too many to be named: annotations have an end', () => {
    const missing = Array.from({ length: 5_000 }, (_, index) => ({
      name: `${index}`.padStart(63, 'n'),
      reason: 'not found' as const,
    }));
    const text = backupDraft(aRun({ missing }), []).annotations?.[BACKUP_RECORD] ?? '';
    expect(text.length).toBeLessThan(100_000);
    const record = readRecord(text);
    expect(record?.missing.length).toBeGreaterThan(500);
    expect((record?.missing.length ?? 0) + (record?.missingMore ?? 0)).toBe(5_000);
  });

  it.each([
    undefined,
    '',
    '{',
    '[]',
    '{"version":2}',
    '{"version":1,"name":"n","schedule":null,"missing":[{"name":"a\\u0000","reason":"not found"}],"missingMore":0}',
    '{"version":1,"name":"n","schedule":null,"missing":[{"name":"a","reason":"<b>"}],"missingMore":-1}',
  ])('a record that somebody else wrote is none: %j', (text) => {
    expect(readRecord(text)).toBeUndefined();
  });

  it('bears the same name whatever attempt it is', () => {
    const run = aRun();
    expect(backupDraft({ ...run, backup: { ...run.backup, attempt: 7 } }, [])).toEqual(backupDraft(run, []));
  });

  it('hands on labels, snapshot classes and rules', () => {
    const rule = { id: 'r', name: 'freeze', actions: [action] };
    const run = aRun({ preRule: rule });
    const { backup } = run;
    const filter = { includeResources: null, excludeResources: [], labelSelector: 'team=shop' };
    const volumeSettings = { ...backup.volumeSettings, snapshotClasses: { 'csi.example.com': 'fast' } };
    const asked = { ...run, backup: { ...backup, filter, volumeSettings } };
    expect(backupDraft(asked, []).fields.spec).toMatchObject({
      selectors: { team: 'shop' },
      csiSnapshotClassMap: { 'csi.example.com': 'fast' },
      preExecRule: `holdfast-${backup.id}-pre`,
    });
  });

  it('takes the default snapshot class of the cluster for every driver that no class is named for', () => {
    const run = aRun();
    const volumeSettings = { ...run.backup.volumeSettings, snapshotClasses: { 'csi.example.com': 'fast' } };
    const asked = { ...run, backup: { ...run.backup, volumeSettings } };
    expect(backupDraft(asked, ['csi.example.com', 'disk.example.com']).fields.spec).toMatchObject({
      csiSnapshotClassMap: { 'csi.example.com': 'fast', 'disk.example.com': 'default' },
    });
  });
});

it('the words of a command reach the program as they are', () => {
  const rule = { id: 'r', name: 'freeze', actions: [action] };
  const [draft] = ruleDrafts(aRun({ postRule: rule }));
  expect(draft).toMatchObject({
    kind: 'rules',
    fields: {
      rules: [
        {
          podSelector: { app: 'db', tier: 'back' },
          container: 'db',
          actions: [{ type: 'command', runInSinglePod: true, value: `sh -c 'echo '\\''it is'\\'' && sync'` }],
        },
      ],
    },
  });
});

it.each([
  ['KEEP', 'Retain'],
  ['REPLACE', 'Delete'],
] as const)('a restore that is to %s what is there tells Stork to %s', (existing, replacePolicy) => {
  const { backup } = aRun();
  const plain = aRestore({ ownerId: 'o', backupId: backup.id, clusterId: 'c' });
  const restore = { ...plain, options: { ...plain.options, existing } };
  const namespaces = new Map([['shop', 'copy']]);
  const draft = restoreDraft({ restore, backup, namespaces, clusterId: 'c', signal: never }, 'holdfast-x');
  expect(draft.fields.spec).toMatchObject({
    backupName: 'holdfast-x',
    namespaceMapping: { shop: 'copy' },
    replacePolicy,
  });
});
