import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { builtProduct, PROJECT } from './built-product.js';

/**
 * Where Node.js keeps what it has made of the files that a process loads: the next one starts with a fifth less processor
 * time. It belongs to the files' contents, so nothing in it can be out of date.
 */
export const CODE_CACHE = {
  NODE_COMPILE_CACHE: join(PROJECT, 'node_modules', '.cache', 'holdfast-code'),
} as const;

const COMPILED = fileURLToPath(new URL('compiled.mjs', import.meta.url));

/**
 * The pinned Node.js with what it needs to run a TypeScript file of test/ or demo/ on the compiled product: a third of the
 * processor time that a compiler in each process takes.
 */
export async function compiledProgram(file: string): Promise<[program: string, ...args: string[]]> {
  await builtProduct();
  return [
    process.execPath,
    '--experimental-transform-types',
    '--disable-warning=ExperimentalWarning',
    '--import',
    COMPILED,
    file,
  ];
}
