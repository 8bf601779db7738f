import { statSync } from 'node:fs';

/** Others on this machine, or in the file's group to write. The group may read: Kubernetes mounts Secrets so for whoever is not root. */
const TOO_OPEN = 0o027;

/** What is wrong with the mode of a file that holds a key, to follow its name; null: nothing. */
export function othersMayRead(path: string): string | null {
  if (process.platform === 'win32') return null;
  const mode = statSync(path).mode & 0o777;
  if ((mode & TOO_OPEN) === 0) return null;
  return `which others may read or change (mode ${mode.toString(8).padStart(3, '0')}): chmod 600 it`;
}
