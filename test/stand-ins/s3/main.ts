import { parseArgs } from 'node:util';
import { startS3StandIn } from './s3-stand-in.js';

// The stand-in as a process of its own:
//   tsx test/stand-ins/s3/main.ts [--port N] [--bucket NAME]... [--region NAME] [--tls] [--object-lock-days N]
//     [--exit-with-parent]
// Prints one line of JSON when it is ready: url, region, buckets, accessKeyId, secretAccessKey, ca. Ends on SIGTERM and
// SIGINT, and with --exit-with-parent also when its standard input ends. What it keeps is gone with it.

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '0' },
    bucket: { type: 'string', multiple: true, default: ['backups'] },
    region: { type: 'string', default: 'us-east-1' },
    tls: { type: 'boolean', default: false },
    'object-lock-days': { type: 'string' },
    'exit-with-parent': { type: 'boolean', default: false },
  },
});

const { 'object-lock-days': days } = values;
const lock =
  days === undefined
    ? {}
    : { objectLock: true, defaultRetention: { mode: 'GOVERNANCE', days: Number(days) } as const };
const standIn = await startS3StandIn({
  port: Number(values.port),
  tls: values.tls,
  region: values.region,
  buckets: values.bucket.map((name) => ({ name, ...lock })),
});

let ending = false;
function end(): void {
  if (ending) return;
  ending = true;
  void standIn.stop().then(() => process.exit(0));
}
process.once('SIGTERM', end);
process.once('SIGINT', end);
if (values['exit-with-parent']) process.stdin.resume().once('end', end).once('error', end);

const { url, region, caPem: ca, key } = standIn;
process.stdout.write(
  `${JSON.stringify({ url, region, buckets: values.bucket, accessKeyId: key.accessKeyId, secretAccessKey: key.secretAccessKey, ca })}\n`,
);
