/** One restore by Stork: from the backup as the cluster knows it to the end of the ApplicationRestore. Source: facts 2.3, 2.4. */
import type { ClusterApi } from '../../domain/ports/cluster-gateway.js';
import type {
  InstructedRestoreRun,
  InstructedRestoreStanding,
} from '../../domain/ports/instructed-engine.js';
import { NO_OBJECTS, type RestoreIssue, type RestoreIssueCode } from '../../domain/restore.js';
import { type FollowTimes, follow, StandsStill } from './follow.js';
import { restoreDraft } from './instructions.js';
import type { JsonObject } from './json.js';
import { copiesOf, lyingAt, namesOf } from './known-backups.js';
import { patiently } from './patience.js';
import { type SaidOfRestore, saidOfRestore } from './said-of-restore.js';
import { ForeignObject, type StorkCluster, type StorkDraft } from './stork-cluster.js';
import { storkNames } from './stork-kinds.js';

export interface StorkRestore {
  readonly api: ClusterApi;
  readonly cluster: StorkCluster;
  readonly run: InstructedRestoreRun;
  readonly times: FollowTimes;
}

export async function* storkRestore(of: StorkRestore): AsyncGenerator<InstructedRestoreStanding> {
  const { api, cluster, run, times } = of;
  try {
    const draft = await patiently(() => told(of), times, run.signal);
    if (draft === undefined) {
      yield over(
        'BACKUP_UNREADABLE',
        'The cluster has no ApplicationBackup of this backup: sync its location on the cluster, and try again.',
      );
      return;
    }
    const sources = new Map([...run.namespaces].map(([from, to]) => [to, from]));
    const read = (object: JsonObject | undefined) =>
      object === undefined ? undefined : saidOfRestore(cluster.ours(draft, object), sources);
    const subject = { cluster, api, kind: draft.kind, name: draft.name, times, signal: run.signal };
    for await (const said of follow(subject, {
      read,
      isOver: (each) => each === undefined || each.over,
      standing: (each) => each?.standing ?? 'gone',
    }))
      yield said === undefined
        ? over('STORK_GONE', 'Somebody deleted the ApplicationRestore while Stork was working on it.')
        : standingOf(said);
  } catch (error) {
    if (error instanceof ForeignObject) yield over('STORK_FOREIGN', error.message);
    else if (error instanceof StandsStill) yield over('STORK_STALLED', error.message);
    else throw error;
  }
}

/** Told already by an earlier attempt, or now. Undefined: the cluster does not know the backup. */
async function told({ cluster, run }: StorkRestore): Promise<StorkDraft | undefined> {
  const begun = await cluster.find('applicationrestores', storkNames.restore(run.restore.id));
  // Whatever became of the backup since: what was begun is followed.
  if (begun !== undefined) return restoreDraft(run, '');
  const backupName = await nameOfBackup(cluster, run);
  if (backupName === undefined) return undefined;
  const draft = restoreDraft(run, backupName);
  await cluster.ensure(draft);
  return draft;
}

/** Its own instruction, a copy that a sync made of what lies in the bucket, or what somebody else made: a restore only reads it. */
async function nameOfBackup(
  cluster: StorkCluster,
  { backup }: InstructedRestoreRun,
): Promise<string | undefined> {
  const ours = namesOf(await copiesOf(cluster, backup.id));
  return (
    ours.find((name) => name === storkNames.backup(backup.id)) ?? ours[0] ?? (await lyingAt(cluster, backup))
  );
}

function standingOf(said: SaidOfRestore): InstructedRestoreStanding {
  const { stage, counts, total, issues, failed, partial, reason } = said;
  const why = reason === null ? 'it does not say why' : reason.replace(/\.$/, '');
  const whole = (code: RestoreIssueCode, as: string): RestoreIssue => ({
    code,
    object: null,
    message: `Stork ended the restore as ${as}: ${why}.`,
  });
  // Objects and volumes say it better, where there are any: a long list is not in the CR.
  const ofAll = failed
    ? [whole('STORK_FAILED', 'failed')]
    : partial && issues.length === 0
      ? [whole('STORK_INCOMPLETE', 'a partial success')]
      : [];
  return { stage, counts, total, issues: [...ofAll, ...issues], over: said.over };
}

function over(code: RestoreIssueCode, message: string): InstructedRestoreStanding {
  return {
    stage: null,
    counts: NO_OBJECTS,
    total: null,
    issues: [{ code, object: null, message }],
    over: true,
  };
}
