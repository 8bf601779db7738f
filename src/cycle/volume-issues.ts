/** What became of the volumes, as issues. Pure. Source: seed (partial success), facts 3.5. */
import { type BackupVolume, VOLUME_REASONS, type VolumeSettings } from '../domain/backup-volume.js';
import { type Issue, type IssueCode, issue } from '../domain/issue.js';

/** More volumes of one code than this are counted, not named: every one of them stands in the backup's volumes. */
const MAX_NAMED = 100;

export function volumeIssues(
  volumes: readonly BackupVolume[],
  { acceptSkipped }: Pick<VolumeSettings, 'acceptSkipped'>,
): readonly Issue[] {
  const failures = volumes.filter(({ state }) => state === 'FAILED');
  const lost = failures.filter(({ reason }) => reason === 'CLAIM_GONE');
  const failed = failures.filter(({ reason }) => reason !== 'CLAIM_GONE');
  const skipped = volumes.filter(({ state }) => state === 'SKIPPED');
  const isNoted = (each: BackupVolume) => isNotedVolume(each, { acceptSkipped });
  const none = failures.length > 0 && !volumes.some(({ state }) => state === 'READY' || state === 'CUT');
  return [
    ...named('VOLUME_LOST', lost),
    ...(none && failed.length > 0 ? [allFailed(failed.length)] : []),
    ...named('VOLUME_FAILED', failed),
    ...named(
      'VOLUME_SKIPPED',
      skipped.filter((each) => !isNoted(each)),
    ),
    ...named('VOLUME_NOT_COPIED', skipped.filter(isNoted)),
  ];
}

/** Whether a volume that was skipped leaves the backup as good as it is. */
export function isNotedVolume(
  { reason, volume }: BackupVolume,
  { acceptSkipped }: Pick<VolumeSettings, 'acceptSkipped'>,
): boolean {
  return acceptSkipped || reason === 'SNAPSHOTS_OFF' || (reason === 'NOT_BOUND' && volume === null);
}

const WORDS: Partial<Record<IssueCode, string>> = {
  VOLUME_LOST: 'is lost',
  VOLUME_FAILED: 'failed',
  VOLUME_SKIPPED: 'was skipped',
  VOLUME_NOT_COPIED: 'is not copied',
};

function named(code: IssueCode, volumes: readonly BackupVolume[]): readonly Issue[] {
  const issues = volumes.slice(0, MAX_NAMED).map((each) => {
    const name = `${each.namespace}/${each.claim}`;
    const said = each.message === null ? '' : ` (${each.message.replace(/\.$/, '')})`;
    const message = `The volume of ${name} ${WORDS[code]}: ${why(each)}${said}.`;
    return issue(code, { kind: 'VOLUME', name }, message);
  });
  const rest = volumes.length - issues.length;
  if (rest === 0) return issues;
  const message = `${rest} more volumes: ${code}. The backup's volumes say why.`;
  return [...issues, issue(code, { kind: 'VOLUME', name: `${rest} more` }, message)];
}

function why({ reason }: BackupVolume): string {
  return reason === null ? 'its snapshot is not usable' : VOLUME_REASONS[reason];
}

function allFailed(count: number): Issue {
  const message = count === 1 ? 'The only snapshot failed.' : `All ${count} snapshots failed.`;
  return issue('VOLUMES_ALL_FAILED', { kind: 'BACKUP', name: 'volumes' }, message);
}
