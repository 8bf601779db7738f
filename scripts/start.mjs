// `npm start`: builds when the sources are newer than the last build, then starts Holdfast (all roles, or what is named).
import { dirname } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { buildIfStale } from './build-if-stale.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
buildIfStale(root);
if (process.argv.length === 2) process.argv.push('start');
await import(pathToFileURL(`${root}/dist/main.js`).href);
