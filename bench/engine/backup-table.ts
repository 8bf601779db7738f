import { atMost, type BenchTable, type Goal, mebibytes, seconds, times } from '../support/bench.js';
import { median } from '../support/statistics.js';
import { type BackupCosts, KINDS, type Measured, WORLD } from './backups.js';
import type { Cost } from './cost.js';

const mid = (costs: readonly Cost[], field: keyof Cost) => median(costs.map((each) => each[field]));

export function backupTable({
  folder,
  bucket,
  verify,
  verifyBucket,
  stored,
  objects,
}: BackupCosts): BenchTable {
  const row = (name: string, measured: Measured, field: keyof Cost) => [
    name,
    ...KINDS.map((kind) => seconds(mid(measured[kind], field))),
    times(mid(measured.encrypted, field) / mid(measured.clear, field)),
  ];
  return {
    title: `a backup of ${WORLD.namespaces} namespaces with ${objects} objects, and reading it back, medians of ${folder.clear.length} runs`,
    head: ['', 'floor', 'in the clear', 'encrypted', 'encrypted / clear'],
    rows: [
      row('backup to a folder: time', folder, 'seconds'),
      row('backup to a folder: CPU', folder, 'cpuSeconds'),
      row('backup to S3: time', bucket, 'seconds'),
      row('backup to S3: CPU', bucket, 'cpuSeconds'),
      row('verify in the folder: time', verify, 'seconds'),
      row('verify in the folder: CPU', verify, 'cpuSeconds'),
      row('verify in S3: time', verifyBucket, 'seconds'),
      row('verify in S3: CPU', verifyBucket, 'cpuSeconds'),
      [
        'stored',
        '',
        mebibytes(stored.clear),
        mebibytes(stored.encrypted),
        times(stored.encrypted / stored.clear),
      ],
    ],
  };
}

export function backupGoals({ folder, bucket, verify }: BackupCosts): readonly Goal[] {
  const ratio = (encrypted: Measured, clear: Measured, field: keyof Cost) =>
    mid(encrypted.encrypted, field) / mid(clear.clear, field);
  const goal = (text: string, value: number, limit: number) => atMost(text, { value, limit, show: times });
  return [
    goal(
      'an encrypted backup uses at most 1.2 × the CPU of one in the clear',
      ratio(folder, folder, 'cpuSeconds'),
      1.2,
    ),
    goal('and takes at most 1.2 × its time', ratio(folder, folder, 'seconds'), 1.2),
    goal('reading it back uses at most 1.2 × the CPU', ratio(verify, verify, 'cpuSeconds'), 1.2),
    goal(
      'an encrypted backup to S3 takes at most 1.5 × the time of one in the clear to a folder',
      ratio(bucket, folder, 'seconds'),
      1.5,
    ),
  ];
}
