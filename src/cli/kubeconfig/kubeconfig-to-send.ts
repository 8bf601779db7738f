import { CliError } from '../cli-error.js';
import { duration } from '../output/format.js';
import type { Session } from '../session.js';
import { chooseContext } from './chosen-context.js';
import type { Credential } from './exec-credential.js';
import { describePlugin, type ExecPlugin, runPlugin } from './exec-plugin.js';
import { type Extracted, extractKubeconfig } from './extract-kubeconfig.js';
import { type Fields, type LocalKubeconfig, readKubeconfig } from './local-kubeconfig.js';
import { needsExtraction } from './needs-extraction.js';

export interface KubeconfigOptions {
  readonly kubeconfig?: string;
  readonly context?: string;
  /** Undefined: where it is needed. */
  readonly extract?: boolean;
  readonly yes?: boolean;
  /** Seconds. */
  readonly execTimeout: number;
}

export interface KubeconfigToSend {
  readonly kubeconfig: string;
  readonly context: string | null;
}

const SHORT_LIVED_MS = 7 * 24 * 3600 * 1000;

/** What goes to the server, and the person told what that is. @throws CliError */
export async function kubeconfigToSend(
  session: Session,
  options: KubeconfigOptions,
): Promise<KubeconfigToSend> {
  const config = readKubeconfig(options.kubeconfig, session.io);
  if (options.extract === false) return asItIs(config, options.context);
  const chosen = chooseContext(config, options.context);
  if (options.extract !== true && !needsExtraction(config, chosen)) return asItIs(config, options.context);
  const extracted = await extractKubeconfig(chosen, (plugin, cluster) =>
    runWithConsent(session, options, { plugin, cluster }),
  );
  session.say(`Sending context "${chosen.name}" alone: ${extracted.server}, everything inline.`);
  warnOfExpiry(session, extracted);
  return { kubeconfig: extracted.kubeconfig, context: null };
}

function asItIs({ files }: LocalKubeconfig, context: string | undefined): KubeconfigToSend {
  const [first, ...more] = files;
  if (first === undefined || more.length > 0) {
    throw new CliError('Several kubeconfig files cannot be sent as they are', 'name one with --kubeconfig');
  }
  return { kubeconfig: first.text, context: context ?? null };
}

async function runWithConsent(
  session: Session,
  options: KubeconfigOptions,
  { plugin, cluster }: { readonly plugin: ExecPlugin; readonly cluster: Fields },
): Promise<Credential> {
  const { io } = session;
  io.stderr.write(`The kubeconfig gets its credential from a command: ${describePlugin(plugin)}\n`);
  await session.confirm('Run it on this machine, now?', options);
  return runPlugin(plugin, {
    cluster,
    env: io.env,
    interactive: io.isTTY && options.yes !== true,
    stderr: io.stderr,
    timeoutMs: options.execTimeout * 1000,
  });
}

/** A person finds a cluster that stops working tomorrow only tomorrow. Said with --json too: it changes what one must do next. */
function warnOfExpiry({ io }: Session, { expiresAt, ranPlugin }: Extracted): void {
  const left = expiresAt === undefined ? Number.POSITIVE_INFINITY : expiresAt.getTime() - Date.now();
  const lasting = '"holdfast cluster rbac" says how to make a credential that lasts';
  if (left <= 0) {
    io.stderr.write(`This credential has expired already: the cluster will not answer. ${lasting}.\n`);
  } else if (left < SHORT_LIVED_MS) {
    io.stderr.write(
      `This credential ends in ${duration(left / 1000)}: backups fail from then on. ${lasting}.\n`,
    );
  } else if (ranPlugin && expiresAt === undefined) {
    io.stderr.write(
      `The command did not say when its credential ends; such ones are often short-lived. ${lasting}.\n`,
    );
  }
}
