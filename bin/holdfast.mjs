#!/usr/bin/env node
// The command. Too old a Node.js hands over to the one that the project pins, or says in one line what to do.
import { spawn } from 'node:child_process';
import { existsSync, realpathSync } from 'node:fs';
import { constants } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { setFlagsFromString } from 'node:v8';
import { GROWTH, pinnedNode, serverOptions, tooOld } from './pinned-node.mjs';

const root = dirname(dirname(realpathSync(fileURLToPath(import.meta.url))));
const main = join(root, 'dist', 'main.js');

if (!existsSync(main)) {
  console.error('Holdfast is not built yet: run "npm run build" in its folder first.');
  process.exit(2);
} else if (!tooOld(process.versions.node)) {
  setFlagsFromString(GROWTH);
  await import(pathToFileURL(main).href);
} else {
  const node = pinnedNode(root);
  if (node === undefined) {
    console.error(
      `Holdfast needs Node.js 22.19 or newer and this is ${process.version}: install Node.js 24 and run it again.`,
    );
    process.exit(2);
  }
  const child = spawn(node, [...serverOptions(process.argv[2]), main, ...process.argv.slice(2)], {
    stdio: 'inherit',
  });
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) {
    process.on(signal, () => {
      if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal);
    });
  }
  child.on('exit', (code, signal) => process.exit(code ?? 128 + (constants.signals[signal] ?? 0)));
}
