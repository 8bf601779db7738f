/**
 * What `configuration export` writes and `configuration import` reads: everything that was set up, by names, without a secret. Only the form is
 * looked at here; what the values may be the API says.
 */
import { parse } from 'yaml';
import { z } from 'zod';
import type {
  CreateAlertRouteInput,
  CreateBackupScheduleInput,
  CreateExecRuleInput,
  CreateS3Input,
  LocationAccess,
  OperationMode,
} from '../../client/generated/graphql.js';
import { CliError } from '../cli-error.js';

export const API_VERSION = 'holdfast/v1';
export const KIND = 'Configuration';

const name = z.string().min(1);
const labels = z.record(z.string(), z.string()).default({});
const text = z.string().nullish();
const whole = z.number().int().nullish();
const truth = z.boolean().nullish();
const texts = z.array(z.string()).readonly().nullish();

/** A word of the schema: the API refuses the ones that it does not know. */
function wordOf<T extends string>(): z.ZodType<T> {
  return z.string() as unknown as z.ZodType<T>;
}

const filter = z
  .strictObject({ includeResources: texts, excludeResources: texts, labelSelector: text })
  .nullish();

const rule = z.strictObject({
  name,
  kind: wordOf<CreateExecRuleInput['kind']>(),
  actions: z
    .array(
      z.strictObject({
        podSelector: text,
        podName: text,
        namespaces: texts,
        container: text,
        command: z.array(z.string()).readonly(),
        timeoutSeconds: whole,
        onePodOnly: truth,
        onFailure: wordOf<'CONTINUE' | 'FAIL'>().nullish(),
      }),
    )
    .readonly(),
});

const cluster = z.strictObject({
  name,
  mode: wordOf<OperationMode>().nullish(),
  labels,
  /** It registers the cluster and keeps it up: then there is no kubeconfig here. */
  discovery: text,
  /** Beside the document, put there by a person. */
  kubeconfigFile: text,
  context: text,
});

const discovery = z.strictObject({
  name,
  project: text,
  labelSelector: text,
  intervalMinutes: whole,
  /** Of the garden; beside the document, put there by a person. */
  kubeconfigFile: text,
  context: text,
});

const bucket = z.strictObject({
  endpoint: text,
  region: text,
  bucket: z.string(),
  prefix: text,
  forcePathStyle: truth,
  storageClass: text,
  sse: z
    .strictObject({ mode: wordOf<NonNullable<CreateS3Input['sse']>['mode']>(), kmsKeyId: text })
    .nullish(),
  caBundle: text,
  allowHttp: truth,
  checksums: wordOf<NonNullable<CreateS3Input['checksums']>>().nullish(),
  credentials: wordOf<NonNullable<CreateS3Input['credentials']>>().nullish(),
  accessKeyId: text,
  /** Beside the document, put there by a person: the secret of the key and nothing else. */
  secretFile: text,
});

const location = z.strictObject({
  name,
  access: wordOf<LocationAccess>().nullish(),
  labels,
  path: text,
  s3: bucket.nullish(),
});

/** Called by its two ends, whatever the document calls it. */
const locationConnection = z
  .strictObject({ name: text, cluster: name, location: name })
  .transform((entry) => ({ ...entry, name: nameOfConnection(entry) }));

const schedule = z.strictObject({
  name,
  suspended: z.boolean().default(false),
  cluster: name,
  location: name,
  selection: z.strictObject({
    kind: wordOf<CreateBackupScheduleInput['selection']['kind']>(),
    names: texts,
    selector: text,
    virtualMachines: z
      .strictObject({
        machines: z
          .array(z.strictObject({ namespace: z.string(), name: z.string() }))
          .readonly()
          .nullish(),
        namespaces: texts,
        selector: text,
        freeze: z.boolean().nullish(),
      })
      .nullish(),
  }),
  timing: z.strictObject({
    kind: wordOf<CreateBackupScheduleInput['timing']['kind']>(),
    minutes: whole,
    at: text,
    weekdays: z
      .array(wordOf<NonNullable<CreateBackupScheduleInput['timing']['weekdays']>[number]>())
      .readonly()
      .nullish(),
    monthDays: z.array(z.number().int()).readonly().nullish(),
    expression: text,
  }),
  timeZone: z.string(),
  graceMinutes: whole,
  retention: z.strictObject({
    keep: z.number().int(),
    maxAgeDays: whole,
    hourly: whole,
    daily: whole,
    weekly: whole,
    monthly: whole,
  }),
  alertRecipients: texts,
  verifyEveryDays: whole,
  labels,
  preRule: text,
  postRule: text,
  filter,
  volumes: z
    .strictObject({
      mode: wordOf<NonNullable<NonNullable<CreateBackupScheduleInput['volumes']>['mode']>>().nullish(),
      acceptSkipped: truth,
      snapshotClasses: z
        .array(z.strictObject({ driver: z.string(), snapshotClass: z.string() }))
        .readonly()
        .nullish(),
    })
    .nullish(),
});

const alertRoute = z.strictObject({
  name,
  channelId: z.string(),
  isDefault: truth,
  cluster: text,
  schedule: text,
  labelSelector: text,
  detail: wordOf<NonNullable<CreateAlertRouteInput['detail']>>().nullish(),
  buttons: truth,
  digestAt: text,
  timeZone: text,
});

const document = z.strictObject({
  apiVersion: z.literal(API_VERSION),
  kind: z.literal(KIND),
  rules: z.array(rule).default([]),
  discoveries: z.array(discovery).default([]),
  clusters: z.array(cluster).default([]),
  locations: z.array(location).default([]),
  locationConnections: z.array(locationConnection).default([]),
  schedules: z.array(schedule).default([]),
  alertRoutes: z.array(alertRoute).default([]),
});

export type Configuration = z.infer<typeof document>;
/** In the order in which one needs the other. */
export const SECTIONS = [
  'rules',
  'discoveries',
  'clusters',
  'locations',
  'locationConnections',
  'schedules',
  'alertRoutes',
] as const;
export type Section = (typeof SECTIONS)[number];
export type Entry<S extends Section> = Configuration[S][number];

/** As everywhere: `harbour – vault`. */
export function nameOfConnection({
  cluster,
  location,
}: {
  readonly cluster: string;
  readonly location: string;
}): string {
  return `${cluster} – ${location}`;
}

const MAX_FAULTS = 20;

/** @throws CliError that names every fault of form, 20 at most */
export function readConfiguration(path: string, content: string): Configuration {
  let value: unknown;
  try {
    value = parse(content, { maxAliasCount: 0 });
  } catch (cause) {
    throw new CliError(`${path} is neither YAML nor JSON`, 'see docs/configuration-files.md', { cause });
  }
  const read = document.safeParse(value);
  const faults = read.success ? twice(read.data) : read.error.issues.map(faultOf);
  if (read.success && faults.length === 0) return read.data;
  const more = faults.length > MAX_FAULTS ? `; and ${faults.length - MAX_FAULTS} more` : '';
  throw new CliError(
    `${path} is no configuration: ${faults.slice(0, MAX_FAULTS).join('; ')}${more}`,
    'see docs/configuration-files.md',
  );
}

function faultOf({ path, message }: z.core.$ZodIssue): string {
  return `${path.join('.') || 'the document'}: ${message}`;
}

function twice(configuration: Configuration): string[] {
  return SECTIONS.flatMap((section) => {
    const names = configuration[section].map((entry) => entry.name);
    const repeated = new Set(names.filter((each, index) => names.indexOf(each) !== index));
    return [...repeated].map((each) => `${section}: ${JSON.stringify(each)} stands there twice`);
  });
}
