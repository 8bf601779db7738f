import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { serveControl } from './control-server.js';
import { startKubernetesStandIn } from './kubernetes-stand-in.js';
import type { StandInStore } from './stand-in-store.js';
import { benchSize, benchWorld } from './worlds/bench.js';
import { demoWorld } from './worlds/demo.js';

// The stand-in as a process of its own:
//   tsx test/stand-ins/kubernetes/main.ts --world demo|empty|bench:<namespaces>x<objects> [--port N]
//     [--kubeconfig FILE] [--controller-delay-ms N] [--exit-with-parent]
// Prints one line of JSON when it is ready: url, kubeconfig, control, token. Ends on SIGTERM and SIGINT, and with
// --exit-with-parent also when its standard input ends.

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '0' },
    world: { type: 'string', default: 'demo' },
    kubeconfig: { type: 'string' },
    'controller-delay-ms': { type: 'string', default: '0' },
    'exit-with-parent': { type: 'boolean', default: false },
  },
});

function worldNamed(name: string): (store: StandInStore) => void {
  if (name === 'empty') return () => undefined;
  if (name === 'demo') return demoWorld;
  if (name.startsWith('bench:')) return benchWorld(benchSize(name.slice('bench:'.length)));
  throw new Error(`there is no world called "${name}": demo, empty or bench:<namespaces>x<objects>`);
}

const standIn = await startKubernetesStandIn({
  port: Number(values.port),
  world: worldNamed(values.world),
  controllerDelayMs: Number(values['controller-delay-ms']),
});
const control = await serveControl(standIn);
const kubeconfig = values.kubeconfig === undefined ? undefined : resolve(values.kubeconfig);
if (kubeconfig !== undefined) {
  await mkdir(dirname(kubeconfig), { recursive: true });
  await writeFile(kubeconfig, standIn.kubeconfig({ contextName: 'holdfast-stand-in' }), { mode: 0o600 });
}

let ending = false;
function end(): void {
  if (ending) return;
  ending = true;
  void Promise.all([control.stop(), standIn.stop()]).then(() => process.exit(0));
}
process.once('SIGTERM', end);
process.once('SIGINT', end);
if (values['exit-with-parent']) process.stdin.resume().once('end', end).once('error', end);

process.stdout.write(
  `${JSON.stringify({ url: standIn.url, kubeconfig, control: control.url, token: standIn.adminToken, objects: standIn.store.count() })}\n`,
);
