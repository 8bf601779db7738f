/** The dependency rule of ARCHITECTURE.md. Each rule says what to do instead. */
const only = (name, from, to, comment) => ({
  name,
  comment,
  severity: 'error',
  from: { path: from },
  to: { path: '^src/', pathNot: to },
});
const noPackages = (name, from, packages, comment) => ({
  name,
  comment,
  severity: 'error',
  from: { path: from },
  to: { path: `node_modules/(${packages})(/|$)` },
});

const FRAMEWORKS = 'typeorm|pg|agenda|@agendajs|type-graphql|@apollo|graphql|express|@slack|undici|ws';

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    only(
      'domain-is-pure',
      '^src/domain/',
      ['^src/domain/'],
      'Rules run without anything else. Put the effect behind a port in domain/ports.',
    ),
    {
      name: 'domain-has-no-packages',
      comment:
        'The domain imports no package, not even of Node.js: take what you need as an argument or a port.',
      severity: 'error',
      from: { path: '^src/domain/' },
      to: { dependencyTypesNot: ['local', 'type-only', 'type-import'], pathNot: '^src/domain/' },
    },
    only(
      'cycle-knows-the-domain',
      '^src/cycle/',
      ['^src/cycle/', '^src/domain/'],
      'A stage reaches the world through a port.',
    ),
    noPackages(
      'cycle-has-no-frameworks',
      '^src/(cycle|services)/',
      FRAMEWORKS,
      'Stages and services use ports; frameworks belong in adapters and edges.',
    ),
    only(
      'services-know-the-domain',
      '^src/services/',
      ['^src/services/', '^src/cycle/', '^src/domain/'],
      'A service reaches the world through a port.',
    ),
    only(
      'db-implements-ports',
      '^src/db/',
      ['^src/db/', '^src/domain/'],
      'Adapters implement ports and do not know each other: meet in compose.ts.',
    ),
    only(
      'clusters-implement-ports',
      '^src/clusters/',
      ['^src/clusters/', '^src/outbound/', '^src/domain/'],
      'Adapters implement ports and do not know each other: meet in compose.ts.',
    ),
    only(
      'engines-implement-ports',
      '^src/engines/',
      ['^src/engines/', '^src/domain/'],
      'An engine gets its cluster and its store as ports.',
    ),
    only(
      'locations-implement-ports',
      '^src/locations/',
      ['^src/locations/', '^src/outbound/', '^src/domain/'],
      'Adapters implement ports and do not know each other: meet in compose.ts.',
    ),
    only(
      'encryption-implements-ports',
      '^src/encryption/',
      ['^src/encryption/', '^src/domain/'],
      'Adapters implement ports and do not know each other: meet in compose.ts.',
    ),
    only(
      'oidc-implements-ports',
      '^src/oidc/',
      ['^src/oidc/', '^src/outbound/', '^src/domain/'],
      'Adapters implement ports and do not know each other: meet in compose.ts.',
    ),
    only(
      'outbound-stands-alone',
      '^src/outbound/',
      ['^src/outbound/'],
      "What may be called on somebody's word is one rule for all adapters: it knows none of them.",
    ),
    only(
      'timetables-implement-ports',
      '^src/timetables/',
      ['^src/timetables/', '^src/domain/'],
      'Adapters implement ports and do not know each other: meet in compose.ts.',
    ),
    only(
      'graphql-is-an-edge',
      '^src/graphql/',
      ['^src/graphql/', '^src/services/', '^src/domain/'],
      'A resolver calls one service; it asks no adapter, job or bot.',
    ),
    only(
      'jobs-are-an-edge',
      '^src/jobs/',
      ['^src/jobs/', '^src/services/', '^src/cycle/', '^src/domain/'],
      'A job handler loads, calls a service or the cycle, and logs.',
    ),
    only(
      'alerts-are-an-edge',
      '^src/alerts/',
      ['^src/alerts/', '^src/services/', '^src/domain/'],
      'Alerts are made over services.',
    ),
    only(
      'telemetry-stands-alone',
      '^src/telemetry/',
      ['^src/telemetry/', '^src/domain/'],
      'Telemetry observes; it knows words of the domain and nothing else.',
    ),
    only(
      'clients-know-only-the-schema',
      '^src/(bot|cli)/',
      ['^src/(bot|cli|client)/'],
      'bot and cli are GraphQL clients like any other: ask through client/ and schema/operations.',
    ),
    only(
      'client-knows-only-the-schema',
      '^src/client/',
      ['^src/client/'],
      'The client knows the schema and nothing of the server.',
    ),
    only(
      'bot-does-not-know-cli',
      '^src/bot/',
      ['^src/(bot|client)/'],
      'The bot and the command line share client/ only.',
    ),
    only(
      'cli-does-not-know-bot',
      '^src/cli/',
      ['^src/(cli|client)/'],
      'The bot and the command line share client/ only.',
    ),
    {
      name: 'nobody-imports-the-composition',
      comment: 'compose.ts and main.ts build the product; what you need of them is an argument.',
      severity: 'error',
      from: {
        path: '^src/',
        pathNot: ['^src/main[.]ts$', '^src/compose[.]ts$', '^src/compose/', '^src/commands/'],
      },
      to: { path: ['^src/main[.]ts$', '^src/compose[.]ts$', '^src/compose/'] },
    },
    {
      name: 'config-is-handed-down',
      comment: 'Only the composition reads the configuration; take the one value you need as an argument.',
      severity: 'error',
      from: {
        path: '^src/',
        pathNot: ['^src/(main|compose|config)[.]ts$', '^src/config/', '^src/commands/'],
      },
      to: { path: ['^src/config[.]ts$', '^src/config/'], dependencyTypesNot: ['type-only', 'type-import'] },
    },
    {
      name: 'no-cycles',
      comment: 'Two files that need each other are one file, or miss a third.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only', 'type-import'] } },
    },
    {
      name: 'no-orphans',
      comment: 'A file that nobody imports is dead.',
      severity: 'error',
      from: { orphan: true, path: '^src/', pathNot: ['^src/main[.]ts$', '[.]d[.]ts$'] },
      to: {},
    },
    {
      name: 'no-dev-dependencies',
      comment: 'What src/ needs at run time stands in dependencies.',
      severity: 'error',
      from: { path: '^src/' },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only', 'type-import'] },
    },
    {
      name: 'resolvable',
      comment: 'This import cannot be found.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    detectProcessBuiltinModuleCalls: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default'],
      // Packages of types alone have no other entry.
      mainFields: ['module', 'main', 'types', 'typings'],
    },
  },
};
