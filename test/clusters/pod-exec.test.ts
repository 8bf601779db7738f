import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ApiClient } from '../../src/clusters/api-client.js';
import type { ClusterTimeouts } from '../../src/clusters/cluster-timeouts.js';
import { readKubeconfig } from '../../src/clusters/kubeconfig.js';
import type { PodCommand } from '../../src/domain/ports/cluster-gateway.js';
import {
  type KubeconfigOptions,
  type KubernetesStandIn,
  startKubernetesStandIn,
} from '../stand-ins/kubernetes/kubernetes-stand-in.js';
import { aPod } from '../stand-ins/kubernetes/worlds/pods.js';
import { failureOf, LogLines, QUICK, resolvesTo, SettableClock } from './api-client-builder.js';

let standIn: KubernetesStandIn;
let clients: ApiClient[];
beforeEach(async () => {
  clients = [];
  standIn = await startKubernetesStandIn({
    world: (store) => {
      store.createNamespace('shop');
      aPod('shop', 'db-0').into(store);
    },
  });
});
afterEach(async () => {
  for (const each of clients) await each.close();
  await standIn.stop();
});

interface Setting extends KubeconfigOptions {
  readonly timeouts?: Partial<ClusterTimeouts>;
  readonly edit?: (kubeconfig: string) => string;
  readonly lookup?: ReturnType<typeof resolvesTo>;
  readonly log?: LogLines;
}

function client({ timeouts, edit = (text) => text, lookup, log = new LogLines(), ...asked }: Setting = {}) {
  const made = new ApiClient({
    access: readKubeconfig(edit(standIn.kubeconfig(asked))),
    clock: new SettableClock(),
    log,
    timeouts: { ...QUICK, ...timeouts },
    userAgent: 'holdfast/1.2.3',
    lookup,
  });
  clients.push(made);
  return made;
}

const container = 'main';
function command(...words: readonly string[]): PodCommand {
  return { namespace: 'shop', pod: 'db-0', container, command: words, timeoutMs: 20_000 };
}

describe('a command in a container', () => {
  it('tells its exit code, its output and its errors apart', async () => {
    standIn.commands.on(/freeze/, { stdout: 'frozen\n', stderr: 'slow disk\n', exitCode: 3 });
    const outcome = await client().exec(command('freeze', '--all'));
    expect(outcome).toEqual({
      ended: 'EXITED',
      exitCode: 3,
      message: null,
      stdout: 'frozen\n',
      stderr: 'slow disk\n',
    });
  });

  it('runs its words as they are: no shell is between', async () => {
    const words = ['sync; rm -rf /', '$(reboot)', 'a b', '', '--x=ü&y'];
    expect(await client().exec(command(...words))).toMatchObject({ ended: 'EXITED', exitCode: 0 });
    expect(standIn.commands.ran).toMatchObject([{ namespace: 'shop', pod: 'db-0', command: words }]);
  });

  it.each([
    [['v5.channel.k8s.io', 'v4.channel.k8s.io'], 'v5.channel.k8s.io'],
    [['v4.channel.k8s.io'], 'v4.channel.k8s.io'],
  ])('is run on a server that speaks %j', async (protocols, spoken) => {
    standIn.commands.protocols = protocols;
    expect(await client().exec(command('true'))).toMatchObject({ exitCode: 0 });
    expect(standIn.commands.ran).toMatchObject([{ protocol: spoken }]);
  });

  it('is run with a client certificate, too', async () => {
    expect(await client({ clientCertificate: 'admin' }).exec(command('true'))).toMatchObject({ exitCode: 0 });
  });

  it('that the container does not have is told with the words of its runtime', async () => {
    standIn.commands.on(/nothere/, { notStarted: 'exec: "nothere": executable file not found in $PATH' });
    const outcome = await client().exec(command('nothere'));
    expect(outcome).toMatchObject({ ended: 'NOT_STARTED', exitCode: null });
    expect(outcome.message).toContain('executable file not found');
  });

  it('that does not end is left when its time is up; what it said is kept', async () => {
    standIn.commands.on(/freeze/, { stdout: 'begun\n', hang: true });
    const outcome = await client().exec({ ...command('freeze'), timeoutMs: 150 });
    expect(outcome).toMatchObject({ ended: 'TIMED_OUT', exitCode: null, stdout: 'begun\n' });
    await vi.waitFor(() => expect(standIn.commands.ran).toMatchObject([{ over: true }]));
  });

  it.each(['reset', 'close'] as const)('whose connection ends in a %s has no known end', async (breakOff) => {
    standIn.commands.on(/freeze/, { breakOff });
    expect(await client().exec(command('freeze'))).toMatchObject({ ended: 'BROKEN', exitCode: null });
    expect(standIn.commands.ran).toHaveLength(1);
  });

  it('ends with the signal, and its connection with it', async () => {
    standIn.commands.on(/freeze/, { hang: true });
    const stop = new AbortController();
    const running = client().exec(command('freeze'), { signal: stop.signal });
    await vi.waitFor(() => expect(standIn.commands.ran).toHaveLength(1));
    stop.abort(new Error('enough'));
    await expect(running).rejects.toThrow('enough');
    await vi.waitFor(() => expect(standIn.commands.ran).toMatchObject([{ over: true }]));
  });

  it('ends when the connections to the cluster are closed', async () => {
    standIn.commands.on(/freeze/, { hang: true });
    const closing = client();
    const running = closing.exec(command('freeze'));
    await vi.waitFor(() => expect(standIn.commands.ran).toHaveLength(1));
    await closing.close();
    expect((await failureOf(running)).kind).toBe('CONNECTION');
  });

  it('does not wait behind four lists that are under way', async () => {
    const { promise: held, resolve: letGo } = Promise.withResolvers<void>();
    standIn.faults.add({ match: /configmaps/, do: () => held });
    const busy = client();
    const lists = Array.from({ length: 4 }, () => busy.get('/api/v1/configmaps'));
    expect(await busy.exec(command('true'))).toMatchObject({ exitCode: 0 });
    letGo();
    await Promise.all(lists);
  });
});

describe('a command that is not begun', () => {
  it('for a right that is lacking is FORBIDDEN, with the words of the cluster', async () => {
    standIn.addToken('reader', {
      user: 'reader',
      rules: [{ verbs: ['get'], apiGroups: ['*'], resources: ['*'] }],
    });
    const failure = await failureOf(client({ token: 'reader' }).exec(command('true')));
    expect(failure).toMatchObject({ kind: 'FORBIDDEN', details: { status: 403 } });
    expect(failure.message).toContain('cannot create resource "pods/exec"');
    expect(standIn.commands.ran).toEqual([]);
  });

  it('for a pod that is gone is NOT_FOUND', async () => {
    const failure = await failureOf(client().exec({ ...command('true'), pod: 'db-9' }));
    expect(failure.kind).toBe('NOT_FOUND');
  });

  it('for a redirect is MALFORMED: nobody else gets the credential', async () => {
    standIn.faults.add({ match: /exec/, do: { status: 302, body: 'https://evil.example/' } });
    const failure = await failureOf(client().exec(command('true')));
    expect(failure).toMatchObject({ kind: 'MALFORMED', details: { status: 302 } });
  });

  it('is tried again only where the server says that it did nothing', async () => {
    standIn.faults.add({ match: /exec/, times: 1, do: { status: 429, retryAfter: 0 } });
    expect(await client().exec(command('true'))).toMatchObject({ exitCode: 0 });
    standIn.faults.add({ match: /exec/, times: 1, do: { status: 500 } });
    expect((await failureOf(client().exec(command('false')))).kind).toBe('SERVER_ERROR');
    expect(standIn.commands.ran).toHaveLength(1);
  });

  it('for a reset before the handshake is CONNECTION', async () => {
    standIn.faults.add({ match: /exec/, do: 'reset-before-headers' });
    expect((await failureOf(client().exec(command('true')))).kind).toBe('CONNECTION');
  });

  it('for a handshake that is never answered is TIMEOUT', async () => {
    const { promise: held, resolve: letGo } = Promise.withResolvers<void>();
    standIn.faults.add({ match: /exec/, do: () => held });
    const hasty = client({ timeouts: { connect: 50, headers: 50 } });
    expect((await failureOf(hasty.exec(command('true')))).kind).toBe('TIMEOUT');
    letGo();
  });

  it('never reaches a server whose certificate another authority signed', async () => {
    await standIn.swapCertificate('foreign-ca');
    expect((await failureOf(client().exec(command('true')))).kind).toBe('TLS');
    expect(standIn.commands.ran).toEqual([]);
  });

  it('never goes to an address that no cluster has', async () => {
    const edit = (text: string) => text.replace('127.0.0.1', 'cluster.example');
    const failure = await failureOf(
      client({ edit, lookup: resolvesTo('169.254.169.254') }).exec(command('true')),
    );
    expect(failure.kind).toBe('BAD_KUBECONFIG');
  });
});

describe('the output of a command', () => {
  it('is kept at both ends, in bounded size', async () => {
    const line = (number: number) => `line ${number}\n`;
    const much = Array.from({ length: 200_000 }, (_each, number) => line(number)).join('');
    standIn.commands.on(/dump/, { stdout: much });
    const { stdout, ended } = await client().exec(command('dump'));
    expect(ended).toBe('EXITED');
    expect(stdout.length).toBeLessThan(17 * 1024);
    expect(stdout).toMatch(/^line 0\nline 1\n/);
    expect(stdout).toMatch(/line 199999\n$/);
    expect(stdout).toMatch(/\n\[about \d+ bytes left out\]\n/);
  });

  it('shows no secret: not ours, and none that looks like one', async () => {
    const log = new LogLines();
    const secrets = ['hunter2hunter2', 'AKIAABCDEFGHIJKLMNOP', 'c2VjcmV0c2VjcmV0', standIn.adminToken];
    const stdout = [
      `PGPASSWORD=${secrets[0]}`,
      `"aws_access_key_id": "${secrets[1]}"`,
      `Authorization: Bearer ${secrets[2]}`,
      `we are ${standIn.adminToken}`,
      '-----BEGIN PRIVATE KEY-----\nMIIEvQ\n-----END PRIVATE KEY-----',
      'done: 12 tables',
    ].join('\n');
    standIn.commands.on(/dump/, { stdout, stderr: `--password ${secrets[0]} refused` });
    const outcome = await client({ log }).exec(command('dump'));
    for (const secret of [...secrets, 'MIIEvQ']) {
      expect(JSON.stringify(outcome)).not.toContain(secret);
      expect(log.lines.join('\n')).not.toContain(secret);
    }
    expect(outcome.stdout).toContain('done: 12 tables');
  });

  it('shows no secret that a cut has torn', async () => {
    const key = `-----BEGIN PRIVATE KEY-----\n${'QUJD'.repeat(9_000)}\n-----END PRIVATE KEY-----\nafter`;
    standIn.commands.on(/dump/, { stdout: `${'x '.repeat(40_000)}${key}` });
    const { stdout } = await client().exec(command('dump'));
    expect(stdout).not.toContain('QUJDQUJD');
    expect(stdout).toContain('after');
  });
});
