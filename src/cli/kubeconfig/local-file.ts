import { readFileSync, statSync } from 'node:fs';
import { CliError } from '../cli-error.js';

const MAX_BYTES = 1024 * 1024;

/** A text file of the person's machine; pipes too, as in `--kubeconfig <(command)`. @throws CliError */
export function readLocalFile(path: string): string {
  try {
    if (statSync(path).size > MAX_BYTES) {
      throw new CliError(`${path} is larger than 1 MiB`, 'name the right file');
    }
    return readFileSync(path, 'utf8');
  } catch (cause) {
    if (cause instanceof CliError) throw cause;
    const code = (cause as NodeJS.ErrnoException).code;
    throw new CliError(
      code === 'ENOENT' ? `There is no file ${path}` : `${path} cannot be read: ${code ?? 'unknown error'}`,
      'correct the path, or its permissions',
      { cause },
    );
  }
}
