/** What encryption costs: the same cluster backed up in the clear and encrypted, and both read back, beside their floors. */
import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { measureFloor } from '../cycle/floor-process.js';
import { Installation } from '../cycle/installation.js';
import { measureWorker } from '../cycle/worker-process.js';
import { atMost, type BenchOptions, type BenchResult, mebibytes, seconds, times } from '../support/bench.js';
import { StandInProcess } from '../support/stand-in-process.js';
import { median } from '../support/statistics.js';
import { usageFrom } from '../support/usage.js';
import { readFiles } from './file-floor.js';

const WORLD = { namespaces: 40, objects: 10_000 };

interface Cost {
  readonly seconds: number;
  readonly cpuSeconds: number;
}
const KINDS = ['floor', 'clear', 'encrypted'] as const;
type Measured = Readonly<Record<(typeof KINDS)[number], Cost[]>>;

export async function engineBench(options: BenchOptions): Promise<BenchResult> {
  const { folder, say, runs } = options;
  say('engine: starting PostgreSQL and a stand-in cluster');
  await using stack = new AsyncDisposableStack();
  const key = randomBytes(32);
  const keyFile = join(folder, 'backup.key');
  writeFileSync(keyFile, key, { mode: 0o600 });
  const installation = stack.adopt(await Installation.start(folder, key), (each) => each.stop());
  const standIn = stack.adopt(await StandInProcess.start(WORLD, folder), (each) => each.stop());
  const { id: clusterId } = await installation.register('bench', standIn.kubeconfigFile);
  const run = { installation, clusterId, standIn, cwd: folder, profileTo: options.profileTo };
  const backup: Measured = { floor: [], clear: [], encrypted: [] };
  const verify: Measured = { floor: [], clear: [], encrypted: [] };
  const stored = { clear: 0, encrypted: 0 };
  await measureFloor(standIn.kubeconfigFile, folder);
  for (let each = 1; each <= runs; each++) {
    backup.floor.push(await measureFloor(standIn.kubeconfigFile, folder));
    for (const kind of ['clear', 'encrypted'] as const) {
      const env = kind === 'clear' ? {} : { HOLDFAST_BACKUP_KEY_FILE: keyFile };
      const measured = await measureWorker({ ...run, env });
      backup[kind].push(measured);
      stored[kind] = measured.storedBytes;
      verify[kind].push(await costOf(() => installation.verify(measured.backup)));
      if (kind === 'encrypted')
        verify.floor.push(await costOf(() => readFiles(installation.folderOf(measured.backup))));
    }
    say(`engine: run ${each} of ${runs}: ${told(backup, each)}; verify ${told(verify, each)}`);
  }
  return resultOf({ backup, verify, stored, objects: standIn.objects });
}

function told(measured: Measured, run: number): string {
  return KINDS.map((kind) => `${kind} ${seconds(measured[kind][run - 1]?.seconds ?? 0)}`).join(', ');
}

/** Of work in this process. */
async function costOf(work: () => Promise<void>): Promise<Cost> {
  const before = usageFrom(process.resourceUsage());
  const began = performance.now();
  await work();
  const elapsed = (performance.now() - began) / 1000;
  return {
    seconds: elapsed,
    cpuSeconds: usageFrom(process.resourceUsage()).cpuSeconds - before.cpuSeconds,
  };
}

interface Results {
  readonly backup: Measured;
  readonly verify: Measured;
  readonly stored: { readonly clear: number; readonly encrypted: number };
  readonly objects: number;
}

function resultOf({ backup, verify, stored, objects }: Results): BenchResult {
  const mid = (costs: readonly Cost[], field: keyof Cost) => median(costs.map((each) => each[field]));
  const row = (name: string, { floor, clear, encrypted }: Measured, field: keyof Cost) => [
    name,
    ...[floor, clear, encrypted].map((each) => seconds(mid(each, field))),
    times(mid(encrypted, field) / mid(clear, field)),
  ];
  const ratio = (of: Measured, field: keyof Cost) => mid(of.encrypted, field) / mid(of.clear, field);
  const goal = (text: string, value: number, limit: number) => atMost(text, { value, limit, show: times });
  return {
    title: `a backup of ${WORLD.namespaces} namespaces with ${objects} objects to a folder, and reading it back, medians of ${backup.clear.length} runs`,
    head: ['', 'floor', 'in the clear', 'encrypted', 'encrypted / clear'],
    rows: [
      row('backup: time', backup, 'seconds'),
      row('backup: CPU', backup, 'cpuSeconds'),
      row('verify: time', verify, 'seconds'),
      row('verify: CPU', verify, 'cpuSeconds'),
      [
        'stored',
        '',
        mebibytes(stored.clear),
        mebibytes(stored.encrypted),
        times(stored.encrypted / stored.clear),
      ],
    ],
    goals: [
      goal(
        'an encrypted backup uses at most 1.2 × the CPU of one in the clear',
        ratio(backup, 'cpuSeconds'),
        1.2,
      ),
      goal('and takes at most 1.2 × its time', ratio(backup, 'seconds'), 1.2),
      goal('reading it back uses at most 1.2 × the CPU', ratio(verify, 'cpuSeconds'), 1.2),
    ],
    measurements: { objects, backup, verify, stored },
  };
}
