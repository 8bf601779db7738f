/** Enums of what happens to backups that are there: reading back, deletion. */
import type { DeletionStep } from '../domain/deletion.js';
import { RESTORABLE_MEANINGS } from '../domain/restore-trial.js';
import { VERIFICATION_STATE_MEANINGS, type VerificationTrigger } from '../domain/verification.js';
import { enumOf } from './enum-of.js';

export const VerificationStateEnum = enumOf(
  'VerificationState',
  'How the reading back of a backup stands.',
  VERIFICATION_STATE_MEANINGS,
);
export const RestorableEnum = enumOf(
  'Restorable',
  'What dry runs of a restore found of a backup.',
  RESTORABLE_MEANINGS,
);
export const VerificationTriggerEnum = enumOf('VerificationTrigger', 'Why a backup is read back.', {
  MANUAL: 'Somebody asked for it.',
  SCHEDULED: 'It was due: by its schedule, or by the setting of the installation.',
} as const satisfies Record<VerificationTrigger, string>);
export const DeletionStepEnum = enumOf('DeletionStep', 'How far a deletion has come.', {
  MANIFEST: 'The manifest goes first: from here on there is no backup any more.',
  DATA: 'Then its data in the location.',
  SNAPSHOTS: "The snapshots of its volumes in the cluster's storage; a cluster that is away is waited for.",
  RECORD: 'Then its record.',
} as const satisfies Record<DeletionStep, string>);
