import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { ExecAction } from '../../../src/domain/exec-rule.js';
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
    preRule: null,
    postRule: null,
    signal: never,
    ...change,
  };
}

describe('a backup', () => {
  it('names the namespaces that exist, its location by its id, and keeps its data when the instruction goes', () => {
    const run = aRun();
    const draft = backupDraft(run);
    expect(draft).toMatchObject({ kind: 'applicationbackups', name: `holdfast-${run.backup.id}` });
    expect(draft.labels).toEqual({ 'holdfast.io/backup': run.backup.id });
    expect(draft.fields.spec).toEqual({
      namespaces: ['shop'],
      backupLocation: `holdfast-${run.backup.locationId}`,
      reclaimPolicy: 'Retain',
    });
  });

  it('bears the same name whatever attempt it is', () => {
    const run = aRun();
    expect(backupDraft({ ...run, backup: { ...run.backup, attempt: 7 } })).toEqual(backupDraft(run));
  });

  it('hands on labels, snapshot classes and rules', () => {
    const rule = { id: 'r', name: 'freeze', actions: [action] };
    const run = aRun({ preRule: rule });
    const { backup } = run;
    const filter = { includeResources: null, excludeResources: [], labelSelector: 'team=shop' };
    const volumeSettings = { ...backup.volumeSettings, snapshotClasses: { 'csi.example.com': 'fast' } };
    expect(backupDraft({ ...run, backup: { ...backup, filter, volumeSettings } }).fields.spec).toMatchObject({
      selectors: { team: 'shop' },
      csiSnapshotClassMap: { 'csi.example.com': 'fast' },
      preExecRule: `holdfast-${backup.id}-pre`,
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
