import { X509Certificate } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import { AllowListKubeconfigReader } from '../../src/clusters/kubeconfig.js';
import { type FieldFault, InvalidInput } from '../../src/domain/errors/request-errors.js';
import { base64, certificates, jwt, kubeconfig } from './kubeconfig-builder.js';

const SECRET = 'SENTINEL-f00dfeedcafe';
const reader = new AllowListKubeconfigReader();

function faultsOf(text: string, context?: string): readonly FieldFault[] {
  try {
    reader.read(text, context);
  } catch (error) {
    expect(error).toBeInstanceOf(InvalidInput);
    return (error as InvalidInput).details.fields;
  }
  throw new Error('the kubeconfig was accepted');
}

describe('a kubeconfig with one context', () => {
  it('is read into its server, its context and nothing secret', () => {
    const { facts } = reader.read(kubeconfig({ user: { token: SECRET } }));
    expect(facts).toEqual({
      server: 'https://api.example.com:6443',
      context: 'admin@prod',
      credentialExpiresAt: null,
    });
  });

  it('is kept with the allowed fields alone, and what is kept reads the same again', async () => {
    const { caPem, admin } = await certificates();
    const text = kubeconfig({
      top: { preferences: { colors: true }, colors: true, extensions: [{ name: 'x', extension: {} }] },
      cluster: {
        'certificate-authority-data': base64(caPem),
        'tls-server-name': 'kubernetes.default.svc',
        'insecure-skip-tls-verify': false,
        'disable-compression': true,
        extensions: [{ name: 'minikube', extension: { provider: 'minikube.sigs.k8s.io' } }],
      },
      user: {
        'client-certificate-data': base64(admin.certPem),
        'client-key-data': base64(admin.keyPem),
        exec: null,
        username: '',
      },
      context: { namespace: 'shop', extensions: [] },
    });
    const { minimal, facts } = reader.read(text);
    expect(parse(minimal)).toEqual({
      apiVersion: 'v1',
      kind: 'Config',
      clusters: [
        {
          name: 'admin@prod',
          cluster: {
            server: 'https://api.example.com:6443',
            'certificate-authority-data': base64(caPem),
            'tls-server-name': 'kubernetes.default.svc',
          },
        },
      ],
      users: [
        {
          name: 'admin@prod',
          user: {
            token: 'a-token',
            'client-certificate-data': base64(admin.certPem),
            'client-key-data': base64(admin.keyPem),
          },
        },
      ],
      contexts: [{ name: 'admin@prod', context: { cluster: 'admin@prod', user: 'admin@prod' } }],
      'current-context': 'admin@prod',
    });
    expect(reader.read(minimal)).toEqual({ minimal, facts });
  });

  it('loses what else stands in its PEM data', async () => {
    const { caPem, admin } = await certificates();
    const text = kubeconfig({
      cluster: { 'certificate-authority-data': base64(`${SECRET}\n${caPem}${admin.keyPem}`) },
    });
    const kept = parse(reader.read(text).minimal).clusters[0].cluster['certificate-authority-data'];
    expect(Buffer.from(kept, 'base64').toString()).toBe(caPem);
  });

  it('may be JSON, for every JSON text is YAML', () => {
    const text = JSON.stringify(parse(kubeconfig()));
    expect(reader.read(text).facts.context).toBe('admin@prod');
  });

  it('keeps the path that a gateway needs, without a slash at its end', () => {
    const text = kubeconfig({ cluster: { server: 'https://rancher.example.com/k8s/clusters/c-1/' } });
    expect(reader.read(text).facts.server).toBe('https://rancher.example.com/k8s/clusters/c-1');
  });
});

describe('the end of a credential', () => {
  it('is the exp of a token that is a JWT', () => {
    const { facts } = reader.read(kubeconfig({ user: { token: jwt({ exp: 1_800_000_000 }) } }));
    expect(facts.credentialExpiresAt).toEqual(new Date(1_800_000_000_000));
  });

  it.each([
    ['an opaque token', 'opaque'],
    ['a JWT without exp', jwt({ sub: 'x' })],
    ['a JWT whose exp is no number', jwt({ exp: 'soon' })],
    ['a JWT whose exp is no moment', jwt({ exp: 1e300 })],
    ['three parts that are no JWT', 'a.b.c'],
  ])('is unknown for %s', (_what, token) => {
    expect(reader.read(kubeconfig({ user: { token } })).facts.credentialExpiresAt).toBeNull();
  });

  it('is the notAfter of a client certificate, or the exp of the token when that is earlier', async () => {
    const { admin } = await certificates();
    const pair = {
      'client-certificate-data': base64(admin.certPem),
      'client-key-data': base64(admin.keyPem),
    };
    const end = new X509Certificate(admin.certPem).validToDate;
    expect(
      reader.read(kubeconfig({ user: { ...pair, token: undefined } })).facts.credentialExpiresAt,
    ).toEqual(end);
    const both = kubeconfig({ user: { ...pair, token: jwt({ exp: 1_000_000_000 }) } });
    expect(reader.read(both).facts.credentialExpiresAt).toEqual(new Date(1_000_000_000_000));
  });

  it('does not keep an expired credential from being read: the cluster says so in its state', async () => {
    const { expired } = await certificates();
    const user = {
      token: undefined,
      'client-certificate-data': base64(expired.certPem),
      'client-key-data': base64(expired.keyPem),
    };
    const { credentialExpiresAt } = reader.read(kubeconfig({ user })).facts;
    expect(credentialExpiresAt?.getTime()).toBeLessThan(Date.now());
  });
});

describe('a refused field', () => {
  const USER = 'kubeconfig.users[admin].user';
  const CLUSTER = 'kubeconfig.clusters[prod].cluster';
  const refused: readonly [path: string, parts: Parameters<typeof kubeconfig>[0], advice: RegExp][] = [
    [`${USER}.exec`, { user: { exec: { command: SECRET, args: [SECRET] } } }, /cluster rbac/],
    [
      `${USER}.auth-provider`,
      { user: { 'auth-provider': { name: 'gcp', config: { 'cmd-path': SECRET } } } },
      /cluster rbac/,
    ],
    [`${USER}.tokenFile`, { user: { tokenFile: `/etc/${SECRET}` } }, /token/],
    [`${USER}.token-file`, { user: { 'token-file': `/etc/${SECRET}` } }, /token/],
    [
      `${USER}.client-certificate`,
      { user: { 'client-certificate': `/etc/${SECRET}` } },
      /client-certificate-data/,
    ],
    [`${USER}.client-key`, { user: { 'client-key': `/etc/${SECRET}` } }, /client-key-data/],
    [`${USER}.username`, { user: { username: SECRET } }, /ServiceAccount/],
    [`${USER}.password`, { user: { password: SECRET } }, /ServiceAccount/],
    [`${USER}.as`, { user: { as: SECRET } }, /ServiceAccount/],
    [`${USER}.as-uid`, { user: { 'as-uid': SECRET } }, /ServiceAccount/],
    [`${USER}.as-groups`, { user: { 'as-groups': [SECRET] } }, /ServiceAccount/],
    [`${USER}.as-user-extra`, { user: { 'as-user-extra': { a: [SECRET] } } }, /ServiceAccount/],
    [`${USER}.futureField`, { user: { futureField: SECRET } }, /remove it/],
    [`${USER}.(unreadable name)`, { user: { [`${SECRET} as a key`]: 'x' } }, /remove it/],
    [
      `${CLUSTER}.certificate-authority`,
      { cluster: { 'certificate-authority': `/etc/${SECRET}` } },
      /certificate-authority-data/,
    ],
    [
      `${CLUSTER}.proxy-url`,
      { cluster: { 'proxy-url': `http://user:${SECRET}@proxy:1` } },
      /reaches directly/,
    ],
    [
      `${CLUSTER}.insecure-skip-tls-verify`,
      { cluster: { 'insecure-skip-tls-verify': true } },
      /certificate-authority-data/,
    ],
    [
      `${CLUSTER}.insecure-skip-tls-verify`,
      { cluster: { 'insecure-skip-tls-verify': 'true' } },
      /certificate-authority-data/,
    ],
    [`${CLUSTER}.api-version`, { cluster: { 'api-version': SECRET } }, /remove it/],
    ['kubeconfig.contexts[admin@prod].context.cluster', { context: { cluster: undefined } }, /missing/],
    [
      'kubeconfig.contexts[admin@prod].context.futureField',
      { context: { futureField: SECRET } },
      /remove it/,
    ],
    ['kubeconfig.futureField', { top: { futureField: SECRET } }, /remove it/],
    ['kubeconfig.apiVersion', { top: { apiVersion: 'v2' } }, /v1/],
    ['kubeconfig.kind', { top: { kind: 'Secret' } }, /Config/],
  ];

  it.each(refused)('is named: %s', (path, parts, advice) => {
    const faults = faultsOf(kubeconfig(parts));
    expect(faults.map((fault) => fault.path)).toContain(path);
    expect(faults.find((fault) => fault.path === path)?.message).toMatch(advice);
    expect(JSON.stringify(faults)).not.toContain(SECRET);
  });

  it('is told together with all the others', () => {
    const faults = faultsOf(
      kubeconfig({
        cluster: { server: 'http://api.example.com', 'proxy-url': 'http://proxy' },
        user: { exec: {}, as: 'root', token: 'two words' },
      }),
    );
    expect(faults.map((fault) => fault.path)).toEqual([
      `${CLUSTER}.proxy-url`,
      `${CLUSTER}.server`,
      `${USER}.exec`,
      `${USER}.as`,
      `${USER}.token`,
    ]);
  });

  it('is a field too when a prototype of JavaScript has one of its name', () => {
    const faults = faultsOf(kubeconfig({ user: { constructor: SECRET, toString: SECRET } }));
    expect(faults.map((fault) => fault.path)).toEqual([`${USER}.constructor`, `${USER}.toString`]);
    expect(faultsOf(`${kubeconfig()}__proto__: {exec: {}}\n`)).toHaveLength(1);
  });

  it('does no harm in a context that was not chosen, and is not kept', () => {
    const all = parse(kubeconfig());
    all.users.push({ name: 'other', user: { exec: { command: SECRET } } });
    all.clusters.push({ name: 'other', cluster: { server: 'http://169.254.169.254', 'proxy-url': SECRET } });
    all.contexts.push({ name: 'other', context: { cluster: 'other', user: 'other' } });
    const { minimal } = reader.read(stringify(all), 'admin@prod');
    expect(minimal).not.toContain('other');
    expect(minimal).not.toContain(SECRET);
    expect(faultsOf(stringify(all), 'other').map((fault) => fault.path)).toEqual([
      'kubeconfig.clusters[other].cluster.proxy-url',
      'kubeconfig.clusters[other].cluster.server',
      'kubeconfig.users[other].user.exec',
    ]);
  });
});

describe('the server', () => {
  it.each([
    ['absent', undefined],
    ['no URL', 'api.example.com'],
    ['a number', 6443],
    ['plain http', 'http://api.example.com:6443'],
    ['a file', 'file:///etc/passwd'],
    ['a URL with a password', `https://user:${SECRET}@api.example.com`],
    ['a URL with a query', `https://api.example.com/?token=${SECRET}`],
    ['a URL with a fragment', `https://api.example.com/#${SECRET}`],
    ['link-local', 'https://169.254.169.254'],
    ['link-local, written as a number', 'https://2852039166'],
    ['link-local over IPv6', 'https://[fe80::1]:6443'],
    ['link-local IPv4 inside IPv6', 'https://[::ffff:169.254.169.254]'],
    ['link-local through NAT64', 'https://[64:ff9b::a9fe:a9fe]'],
    ["AWS's metadata over IPv6", 'https://[fd00:ec2::254]'],
    ["Alibaba's metadata", 'https://100.100.100.200'],
    ["Google's metadata by name", 'https://metadata.google.internal'],
    ['a metadata name with a dot at its end', 'https://Metadata.Google.Internal.'],
  ])('is refused when it is %s', (_what, server) => {
    const faults = faultsOf(kubeconfig({ cluster: { server } }));
    expect(faults.map((fault) => fault.path)).toEqual(['kubeconfig.clusters[prod].cluster.server']);
    expect(JSON.stringify(faults)).not.toContain(SECRET);
  });

  it.each([
    'https://127.0.0.1:6443',
    'https://10.0.0.1',
    'https://[2001:db8::1]:443',
    'https://kubernetes.default.svc',
  ])('may be %s', (server) => {
    expect(reader.read(kubeconfig({ cluster: { server } })).facts.server).toBe(new URL(server).origin);
  });
});

describe('certificates and tokens', () => {
  it.each([
    ['certificate-authority-data', SECRET],
    ['certificate-authority-data', base64(SECRET)],
    [
      'certificate-authority-data',
      base64(`-----BEGIN CERTIFICATE-----\n${base64(SECRET)}\n-----END CERTIFICATE-----`),
    ],
    ['certificate-authority-data', 7],
    ['tls-server-name', `${SECRET} ../`],
  ])('a malformed %s of the cluster is refused (%#)', (field, value) => {
    const faults = faultsOf(kubeconfig({ cluster: { [field]: value } }));
    expect(faults.map((fault) => fault.path)).toEqual([`kubeconfig.clusters[prod].cluster.${field}`]);
    expect(JSON.stringify(faults)).not.toContain(SECRET);
  });

  it.each([
    ['is two words', `${SECRET} ${SECRET}`],
    ['holds a line break', `${SECRET}\r\nX-Injected: 1`],
    ['is no ASCII', `${SECRET}ä`],
    ['is a number in YAML', 12345],
    ['is a map', { secret: SECRET }],
  ])('a token that %s is refused', (_what, token) => {
    const faults = faultsOf(kubeconfig({ user: { token } }));
    expect(faults.map((fault) => fault.path)).toEqual(['kubeconfig.users[admin].user.token']);
    expect(JSON.stringify(faults)).not.toContain(SECRET);
  });

  it('a user without any credential is refused', () => {
    const [fault, ...others] = faultsOf(kubeconfig({ user: { token: undefined } }));
    expect(others).toEqual([]);
    expect(fault).toEqual({
      path: 'kubeconfig.users[admin].user',
      message: expect.stringMatching(/no credential.*cluster rbac/),
    });
  });

  it('a certificate without its key, and a key without its certificate, are refused', async () => {
    const { admin } = await certificates();
    const certificate = { 'client-certificate-data': base64(admin.certPem) };
    const key = { 'client-key-data': base64(admin.keyPem) };
    expect(faultsOf(kubeconfig({ user: certificate }))).toEqual([
      { path: 'kubeconfig.users[admin].user.client-key-data', message: expect.stringContaining('missing') },
    ]);
    const [fault] = faultsOf(kubeconfig({ user: key }));
    expect(fault?.path).toBe('kubeconfig.users[admin].user.client-certificate-data');
  });

  it('a key that is not the key of the certificate is refused, and not quoted', async () => {
    const { admin, original } = await certificates();
    const user = {
      'client-certificate-data': base64(admin.certPem),
      'client-key-data': base64(original.keyPem),
    };
    const faults = faultsOf(kubeconfig({ user }));
    expect(faults).toEqual([
      {
        path: 'kubeconfig.users[admin].user.client-key-data',
        message: expect.stringContaining('not the key of'),
      },
    ]);
    expect(JSON.stringify(faults)).not.toContain(base64(original.keyPem).slice(40, 80));
  });

  it('a key that does not parse, or is encrypted, is refused', async () => {
    const { admin } = await certificates();
    const broken = `-----BEGIN PRIVATE KEY-----\n${base64(SECRET)}\n-----END PRIVATE KEY-----`;
    const encrypted = broken.replaceAll('PRIVATE KEY', 'ENCRYPTED PRIVATE KEY');
    for (const key of [broken, encrypted]) {
      const user = { 'client-certificate-data': base64(admin.certPem), 'client-key-data': base64(key) };
      const faults = faultsOf(kubeconfig({ user }));
      expect(faults.map((fault) => fault.path)).toEqual(['kubeconfig.users[admin].user.client-key-data']);
      expect(JSON.stringify(faults)).not.toContain(base64(SECRET));
    }
  });
});

describe('several contexts', () => {
  const many = (count: number) => {
    const all = parse(kubeconfig());
    all.contexts = Array.from({ length: count }, (_, index) => ({
      name: `shoot-${index}`,
      context: { cluster: 'prod', user: 'admin' },
    }));
    return stringify(all);
  };

  it('need a choice, and the error names them', () => {
    expect(faultsOf(many(3))).toEqual([
      { path: 'context', message: expect.stringContaining('shoot-0, shoot-1, shoot-2') },
    ]);
    expect(reader.read(many(3), 'shoot-1').facts.context).toBe('shoot-1');
  });

  it('are named up to twenty', () => {
    const [fault] = faultsOf(many(25));
    expect(fault?.message).toContain('shoot-19 and 5 more');
    expect(fault?.message).not.toContain('shoot-20');
  });

  it('do not hold one that is not there, and what was asked for is not repeated', () => {
    const [fault] = faultsOf(many(2), SECRET);
    expect(fault?.path).toBe('context');
    expect(fault?.message).toContain('no such context');
    expect(fault?.message).not.toContain(SECRET);
  });

  it('a chosen context whose cluster or user is absent or stands twice is refused', () => {
    const all = parse(kubeconfig());
    all.users = [];
    all.clusters.push(all.clusters[0]);
    expect(faultsOf(stringify(all, { aliasDuplicateObjects: false })).map((fault) => fault.path)).toEqual([
      'kubeconfig.clusters',
      'kubeconfig.users',
    ]);
  });
});

describe('a text that is no kubeconfig', () => {
  it.each([
    ['empty', ''],
    ['a word', SECRET],
    ['a list', `- ${SECRET}`],
    ['two documents', `${kubeconfig()}---\n${kubeconfig()}`],
    ['broken YAML', `users: [{token: ${SECRET}`],
    ['an unknown alias', `users: *${SECRET}`],
    ['a tab for indentation', `users:\n\t- ${SECRET}`],
    ['a key that stands twice', `${kubeconfig()}users: [{name: ${SECRET}}]\n`],
    ['a key that is a map', `{? {a: ${SECRET}} : b}`],
    ['a script tag', `a: !!js/function 'function(){ return "${SECRET}" }'`],
    ['no lists', kubeconfig({ top: { contexts: SECRET } })],
    ['without contexts', kubeconfig({ top: { contexts: [] } })],
    ['a context with an endless name', kubeconfig().replaceAll('admin@prod', SECRET.repeat(20))],
  ])('is refused: %s', (_what, text) => {
    const faults = faultsOf(text);
    expect(faults.length).toBeGreaterThan(0);
    expect(faults.every((fault) => fault.path.startsWith('kubeconfig'))).toBe(true);
    expect(JSON.stringify(faults)).not.toContain(SECRET);
  });

  it('says in which line the YAML ends to be YAML', () => {
    expect(faultsOf('apiVersion: v1\nkind: [')[0]?.message).toMatch(/in line 2/);
  });

  it('is refused above 64 KiB before it is parsed', () => {
    const [fault] = faultsOf(`${kubeconfig()}# ${'x'.repeat(64 * 1024)}`);
    expect(fault).toEqual({ path: 'kubeconfig', message: expect.stringContaining('64 KiB') });
  });

  it('is refused when it multiplies itself by aliases', () => {
    const layers = Array.from({ length: 9 }, (_, i) => `a${i + 1}: &a${i + 1} [${`*a${i},`.repeat(9)}]`);
    const [fault] = faultsOf(`a0: &a0 [x]\n${layers.join('\n')}\n`);
    expect(fault).toEqual({ path: 'kubeconfig', message: expect.stringContaining('aliases') });
  });
});
