#!/usr/bin/env node
// Runs a command of this project on the Node.js that the project pins, whatever Node.js the machine ships.
// Plain JavaScript for old Nodes: this file is the only one that they ever run.
//   node scripts/on-node.mjs <script.mjs | package[/file] | bin of a package> [arguments]
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { constants } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { pinnedNode, serverOptions, tooOld } from '../bin/pinned-node.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** The JavaScript file behind a word: a file of the project, a file in a package, or a package's command. */
function resolveTarget(word) {
  if (existsSync(join(root, word))) return join(root, word);
  const inModules = join(root, 'node_modules', word);
  if (word.includes('/') && existsSync(inModules) && !existsSync(join(inModules, 'package.json')))
    return inModules;
  const shim = join(root, 'node_modules', '.bin', word);
  const manifestFile = join(inModules, 'package.json');
  if (existsSync(manifestFile)) {
    const { bin } = JSON.parse(readFileSync(manifestFile, 'utf8'));
    const file = typeof bin === 'string' ? bin : (bin?.[word] ?? Object.values(bin ?? {})[0]);
    if (file) return join(inModules, file);
  }
  if (existsSync(shim)) return shim;
  console.error(`on-node: ${word} is not there. Run "npm ci" first.`);
  process.exit(2);
}

const node = pinnedNode(root) ?? process.execPath;
if (node === process.execPath && tooOld(process.versions.node)) {
  console.error(
    `Holdfast needs Node.js 22.19 or newer and this is ${process.version}. Run "npm ci" without --omit=optional, or install Node.js 24.`,
  );
  process.exit(2);
}

const [word, ...args] = process.argv.slice(2);
if (word === undefined) {
  console.error('Usage: node scripts/on-node.mjs <command> [arguments]');
  process.exit(2);
}
const guard = pathToFileURL(join(root, 'scripts', 'exit-with-parent.mjs')).href;
const options = word === 'scripts/start.mjs' ? serverOptions(args[0]) : [];
const child = spawn(node, [...options, '--import', guard, resolveTarget(word), ...args], {
  stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  env: { ...process.env, PATH: `${dirname(node)}${delimiter}${process.env.PATH ?? ''}` },
});
for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) {
  // A terminal sends SIGINT to the whole group itself; a supervisor sends SIGTERM to this process alone.
  process.on(signal, () => {
    if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal);
  });
}
child.on('exit', (code, signal) => {
  process.exit(code ?? 128 + (constants.signals[signal] ?? 0));
});
