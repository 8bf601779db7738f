/** How volumes are treated, as options of the commands that make backups and schedules. */
import { type Command, InvalidArgumentError } from 'commander';
import type { VolumeSettingsInput } from '../../client/generated/graphql.js';

export interface VolumeOptions {
  /** False with `--no-volumes`; undefined when nothing was said. */
  readonly volumes?: boolean;
  readonly snapshotClass?: ReadonlyMap<string, string>;
  /** False with `--no-accept-skipped-volumes`. */
  readonly acceptSkippedVolumes?: boolean;
}

const CLASS = 'VolumeSnapshotClass for the volumes of a CSI driver; may be repeated';
const ACCEPT = 'volumes that can have no snapshot leave the backup a Success';

export function withVolumes(command: Command): Command {
  return command
    .option('--no-volumes', 'no snapshots of volumes: claims are kept without their data')
    .option('--snapshot-class <driver=class>', CLASS, classOption)
    .option('--accept-skipped-volumes', ACCEPT);
}

/** Of a schedule that is there already: what was said once can be taken back. */
export function withNewVolumes(command: Command): Command {
  return withVolumes(command)
    .option('--volumes', 'snapshots of volumes')
    .option('--no-accept-skipped-volumes', 'volumes without a snapshot make a backup a Partial Success');
}

function classOption(
  text: string,
  before: ReadonlyMap<string, string> = new Map(),
): ReadonlyMap<string, string> {
  const [, driver, name] = /^([^=\s]+)=([^=\s]+)$/.exec(text) ?? [];
  if (driver === undefined || name === undefined) {
    throw new InvalidArgumentError('write it as driver=class, like csi.example.com=nightly');
  }
  if (before.has(driver)) throw new InvalidArgumentError(`a class of ${driver} is named already`);
  return new Map([...before, [driver, name]]);
}

/** Null: nothing was said. */
export function volumeSettings(options: VolumeOptions, isNew: boolean): VolumeSettingsInput | null {
  const { volumes, snapshotClass, acceptSkippedVolumes } = options;
  // Commander says true for `--no-volumes` that was not given, where there is no `--volumes` beside it.
  const mode = volumes === undefined || (isNew && volumes) ? null : volumes ? 'SNAPSHOT' : 'NONE';
  const classes =
    snapshotClass && [...snapshotClass].map(([driver, name]) => ({ driver, snapshotClass: name }));
  if (mode === null && classes === undefined && acceptSkippedVolumes === undefined) return null;
  return {
    mode,
    snapshotClasses: classes ?? null,
    acceptSkipped: acceptSkippedVolumes ?? null,
  };
}
