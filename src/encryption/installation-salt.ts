import { createHash } from 'node:crypto';

/** One salt for all passphrases of an installation: what scrypt makes of them is kept for every backup, and no other installation has it. */
export function installationSalt(instanceId: string): Buffer {
  return createHash('sha256').update(`holdfast-backup scrypt salt ${instanceId}`).digest();
}
