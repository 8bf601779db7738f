import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type KubernetesStandIn, startKubernetesStandIn } from './kubernetes-stand-in.js';
import { TestClient } from './test-client.js';
import { aConfigMap } from './worlds/builders.js';

const path = '/api/v1/configmaps';

describe('faults happen on the wire', () => {
  let standIn: KubernetesStandIn;
  let client: TestClient;
  beforeEach(async () => {
    standIn = await startKubernetesStandIn({
      world: (store) => aConfigMap('shop', 'long', { text: 'x'.repeat(50_000) }).into(store),
    });
    client = new TestClient(standIn);
  });
  afterEach(async () => {
    await client.close();
    await standIn.stop();
  });

  const statusOf = async () => (await client.send(path)).status;
  const failure = async () => {
    const error = await client.send(path).then(
      () => undefined,
      (reason: Error & { code?: string; cause?: { code?: string } }) => reason,
    );
    return error?.cause?.code ?? error?.code;
  };

  it('too many requests: plain text and Retry-After, as priority and fairness sends it', async () => {
    const fault = standIn.faults.add({ match: /configmaps/, times: 1, do: { status: 429 } });
    const answer = await client.send(path);
    expect(answer.status).toBe(429);
    expect(answer.headers['retry-after']).toBe('1');
    expect(answer.headers['content-type']).toMatch(/^text\/plain/);
    expect(answer.text).toBe('Too many requests, please try again later.\n');
    expect(await statusOf()).toBe(200);
    expect(fault.fired).toBe(1);
  });

  it('any status, with a body and a Retry-After of one’s own', async () => {
    standIn.faults.add({ match: /configmaps/, times: 1, do: { status: 503, retryAfter: 7 } });
    const answer = await client.send(path);
    expect(answer.status).toBe(503);
    expect(answer.headers['retry-after']).toBe('7');
    expect(answer.json()).toMatchObject({ kind: 'Status', reason: 'ServiceUnavailable' });
    standIn.faults.add({
      match: /configmaps/,
      times: 1,
      do: { status: 502, body: '<html>bad gateway</html>' },
    });
    expect((await client.send(path)).text).toBe('<html>bad gateway</html>');
  });

  it('a connection that is reset before the answer', async () => {
    standIn.faults.add({ match: /configmaps/, times: 1, do: 'reset-before-headers' });
    expect(await failure()).toMatch(/ECONNRESET|UND_ERR_SOCKET/);
    expect(standIn.requests.all().at(-1)?.status).toBe(0);
    expect(await statusOf()).toBe(200);
  });

  it('a connection that is reset in the middle of the body', async () => {
    standIn.faults.add({ match: /configmaps/, times: 1, do: 'reset-mid-body' });
    expect(await failure()).toMatch(/ECONNRESET|UND_ERR_SOCKET|UND_ERR_ABORTED/);
    expect(await statusOf()).toBe(200);
  });

  it('a body that ends too early but cleanly: half of the JSON', async () => {
    standIn.faults.add({ match: /configmaps/, times: 1, do: 'truncate' });
    const answer = await client.send(path);
    expect(answer.status).toBe(200);
    expect(() => answer.json()).toThrow(SyntaxError);
    expect(await statusOf()).toBe(200);
  });

  it('a body that drips comes whole in the end, in many pieces', async () => {
    standIn.faults.add({ match: /configmaps/, times: 1, do: { dripMs: 1 } });
    expect((await client.send(path)).json()).toMatchObject({ kind: 'ConfigMapList' });
  });

  it('a slow answer is the right answer', async () => {
    const fault = standIn.faults.add({ match: /configmaps/, do: { latencyMs: 5 } });
    expect(await statusOf()).toBe(200);
    expect(fault.fired).toBe(1);
  });

  it('a stop does not wait for slow answers', async () => {
    const fault = standIn.faults.add({ match: /configmaps/, do: { latencyMs: 600_000 } });
    const waiting = failure();
    await expect.poll(() => fault.fired).toBe(1);
    await standIn.stop();
    expect(await waiting).toBeDefined();
    standIn = await startKubernetesStandIn();
  });

  it('a token that expires in between: 401', async () => {
    standIn.faults.add({ match: /configmaps/, times: 1, do: 'expired-token' });
    const answer = await client.send(path);
    expect(answer.status).toBe(401);
    expect(answer.json()).toMatchObject({ reason: 'Unauthorized' });
  });

  it('410 on the second page, with a token that goes on', async () => {
    standIn.faults.add({ match: /continue=/, times: 1, do: 'gone-410' });
    const first = (await client.send(`${path}?limit=1`)).json() as { metadata: { continue: string } };
    const second = await client.send(`${path}?limit=1&continue=${first.metadata.continue}`);
    expect(second.status).toBe(410);
    const { metadata } = second.json() as { metadata: { continue: string } };
    expect((await client.send(`${path}?limit=1&continue=${metadata.continue}`)).status).toBe(200);
  });

  it('code of the test at the n-th page: a namespace that is deleted meanwhile', async () => {
    standIn.faults.add({
      match: /configmaps/,
      after: 1,
      times: 1,
      do: () => standIn.store.deleteNamespace('shop', { instantly: true }),
    });
    const first = (await client.send(`${path}?limit=1`)).json() as { metadata: { continue: string } };
    expect((await client.send('/api/v1/namespaces/shop')).status).toBe(200);
    expect((await client.send(`${path}?limit=1&continue=${first.metadata.continue}`)).status).toBe(200);
    expect((await client.send('/api/v1/namespaces/shop')).status).toBe(404);
  });

  it('a fault hits only what it matches: method, path, how often, how late', async () => {
    standIn.faults.add({ match: /configmaps/, method: 'POST', do: { status: 500 } });
    expect(await statusOf()).toBe(200);
    const late = standIn.faults.add({
      match: ({ path: asked }) => asked === path,
      after: 1,
      times: 1,
      do: { status: 500 },
    });
    expect([await statusOf(), await statusOf(), await statusOf()]).toEqual([200, 500, 200]);
    late.remove();
    standIn.faults.add({ match: /configmaps/, probability: 0, do: { status: 500 } });
    expect(await statusOf()).toBe(200);
    standIn.faults.add({ match: /configmaps/, do: { status: 500 } });
    expect(await statusOf()).toBe(500);
    standIn.faults.clear();
    expect(await statusOf()).toBe(200);
  });

  it('a certificate of another authority, an expired one, and the first one again', async () => {
    const withFreshConnection = async () => {
      const fresh = new TestClient(standIn);
      const code = await fresh.send('/version').then(
        ({ status }) => String(status),
        (reason: Error & { code?: string; cause?: { code?: string } }) => reason.cause?.code ?? reason.code,
      );
      await fresh.close();
      return code;
    };
    await standIn.swapCertificate('foreign-ca');
    expect(await withFreshConnection()).toMatch(
      /CERT_SIGNATURE_FAILURE|UNABLE_TO_VERIFY|SELF_SIGNED|UNABLE_TO_GET_ISSUER/,
    );
    await standIn.swapCertificate('expired');
    expect(await withFreshConnection()).toBe('CERT_HAS_EXPIRED');
    await standIn.swapCertificate('original');
    expect(await withFreshConnection()).toBe('200');
  });

  it('a client that has been connected before notices that the certificate is another one', async () => {
    expect(await statusOf()).toBe(200);
    await standIn.swapCertificate('foreign-ca');
    await expect
      .poll(failure)
      .toMatch(/CERT_SIGNATURE_FAILURE|UNABLE_TO_VERIFY|SELF_SIGNED|UNABLE_TO_GET_ISSUER/);
    await standIn.swapCertificate('original');
    expect(await statusOf()).toBe(200);
  });
});
