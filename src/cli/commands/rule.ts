import { type Command, Option } from 'commander';
import {
  CreateExecRuleDocument,
  DeleteExecRuleDocument,
  EditExecRuleDocument,
  type ExecActionInput,
  ExecRuleDocument,
  type ExecRuleFieldsFragment,
  ExecRulesDocument,
  type RuleKind,
} from '../../client/generated/graphql.js';
import { CliError } from '../cli-error.js';
import type { CliIo } from '../cli-io.js';
import { clientCommand, commandGroup } from '../client-command.js';
import { execRuleId } from '../find-by-name.js';
import { withNamePart } from '../list-options.js';
import { time } from '../output/format.js';
import { facts, section, table } from '../output/table.js';
import { allOf, PAGE_SIZE } from '../pages.js';
import { type ClientOptions, runCommand, type Session } from '../session.js';
import { namespacesOption, numberOption, textsOption, wordOption, wordsOf } from '../words.js';
import { found } from './results.js';
import { readRuleFile } from './rule-file.js';

const KINDS = wordsOf<RuleKind>({ PRE: true, POST: true });
const MOST_SECONDS = 900;

export function addRuleCommands(program: Command, io: CliIo): void {
  const group = commandGroup(program, 'rule', { description: 'commands in pods around backups', io });
  withAction(clientCommand(group, 'create <name>', 'create a rule: of a file, or of one command'))
    .option('--kind <kind>', `when it is run: ${KINDS.join(' or ')}`, wordOption(KINDS))
    .action((name: string, options: CreateOptions) =>
      runCommand(io, options, (session) => create(session, name, options)),
    );
  withNamePart(clientCommand(group, 'list', 'the rules, newest first'))
    .option('--kind <kind>', `only ${KINDS.join(' or ')}`, wordOption(KINDS))
    .action((options: ListOptions) => runCommand(io, options, (session) => showList(session, options)));
  clientCommand(group, 'show <rule>', 'one rule, by name or id').action(
    (reference: string, options: ClientOptions) =>
      runCommand(io, options, async (session) => {
        const rule = await ruleNamed(session, reference);
        session.show(rule, () => describe(rule));
        return undefined;
      }),
  );
  withAction(clientCommand(group, 'edit <rule>', 'change a rule: backups that begin from now on run it so'))
    .option('--name <name>', 'new name')
    .action((reference: string, options: EditOptions) =>
      runCommand(io, options, (session) => edit(session, reference, options)),
    );
  clientCommand(group, 'delete <rule>', 'delete a rule that nobody uses')
    .option('--yes', 'do not ask')
    .action((reference: string, options: ClientOptions & { readonly yes?: boolean }) =>
      runCommand(io, options, (session) => remove(session, reference, options)),
    );
}

interface ActionOptions extends ClientOptions {
  readonly file?: string;
  readonly pods?: string;
  readonly pod?: string;
  readonly namespaces?: readonly string[];
  readonly container?: string;
  readonly command?: readonly string[];
  readonly shell?: string;
  readonly timeout?: number;
  readonly onePod?: boolean;
  readonly continue?: boolean;
}
interface CreateOptions extends ActionOptions {
  readonly kind?: RuleKind;
}
interface EditOptions extends ActionOptions {
  readonly name?: string;
}
interface ListOptions extends ClientOptions {
  readonly nameContains?: string;
  readonly kind?: RuleKind;
}

function withAction(command: Command): Command {
  const oneCommand = [
    'pods',
    'pod',
    'namespaces',
    'container',
    'command',
    'shell',
    'timeout',
    'onePod',
    'continue',
  ];
  return command
    .addOption(new Option('--file <path>', 'all actions, as YAML or JSON').conflicts(oneCommand))
    .option('--pods <selector>', 'in the pods with such labels: app=db,tier in (a,b)')
    .addOption(new Option('--pod <name>', 'in the pod of this name').conflicts('pods'))
    .option('--namespaces <names>', 'only in these of the namespaces of a backup', namespacesOption)
    .option('--container <name>', 'in this container (else the first)')
    .option('--command <word>', 'the program, then each argument; repeated', textsOption)
    .addOption(new Option('--shell <script>', 'sh -c with this script').conflicts('command'))
    .option('--timeout <seconds>', 'how long it may take (else 30)', numberOption(MOST_SECONDS))
    .option('--one-pod', 'in one pod of each namespace only')
    .option('--continue', 'the backup goes on when it fails');
}

/** Undefined: none was given. @throws CliError */
function actionsIn(
  options: ActionOptions,
): { kind?: RuleKind; actions: readonly ExecActionInput[] } | undefined {
  const { file, pods, pod, namespaces, container, timeout } = options;
  if (file !== undefined) return readRuleFile(file);
  const command = options.shell === undefined ? options.command : ['sh', '-c', options.shell];
  const given = [pods, pod, namespaces, container, timeout, command, options.onePod, options.continue];
  if (given.every((each) => each === undefined)) return undefined;
  if (command === undefined || (pods === undefined) === (pod === undefined)) {
    const advice = 'give --command or --shell, and --pods or --pod; or all of it in a file with --file';
    throw new CliError('Bad usage: a rule is a command and the pods that it is run in', advice);
  }
  const action: ExecActionInput = {
    command: [...command],
    ...(pods !== undefined && { podSelector: pods }),
    ...(pod !== undefined && { podName: pod }),
    ...(namespaces !== undefined && { namespaces: [...namespaces] }),
    ...(container !== undefined && { container }),
    ...(timeout !== undefined && { timeoutSeconds: timeout }),
    ...(options.onePod && { onePodOnly: true }),
    ...(options.continue && { onFailure: 'CONTINUE' as const }),
  };
  return { actions: [action] };
}

async function create(session: Session, name: string, options: CreateOptions): Promise<undefined> {
  const given = actionsIn(options);
  const kind = options.kind ?? given?.kind;
  if (given === undefined || kind === undefined) {
    throw new CliError(
      'Bad usage: a rule is made of its kind and its actions',
      'give --kind, and --file or --command',
    );
  }
  const input = { name, kind, actions: given.actions };
  const { execRule } = (await session.ask(CreateExecRuleDocument, { input })).createExecRule;
  const option = kind === 'PRE' ? '--pre-rule' : '--post-rule';
  session.show(
    execRule,
    () => `Created rule "${name}". Schedules and backups name it with ${option} ${name}.`,
  );
}

async function edit(session: Session, reference: string, options: EditOptions): Promise<undefined> {
  const given = actionsIn(options);
  if (given === undefined && options.name === undefined)
    throw new CliError(
      'Bad usage: there is nothing to change',
      '"holdfast rule edit --help" shows what can be',
    );
  const { id, version, kind } = await ruleNamed(session, reference);
  if (given?.kind !== undefined && given.kind !== kind)
    throw new CliError(`The rule is of the kind ${kind}, which never changes`, 'create another one');
  const { name } = options;
  const input = {
    id,
    expectedVersion: version,
    ...(name !== undefined && { name }),
    ...(given !== undefined && { actions: given.actions }),
  };
  const { execRule } = (await session.ask(EditExecRuleDocument, { input })).editExecRule;
  session.show(execRule, () => describe(execRule));
}

async function remove(
  session: Session,
  reference: string,
  options: { readonly yes?: boolean },
): Promise<undefined> {
  const { id, name } = await ruleNamed(session, reference);
  await session.confirm(`Delete rule "${name}"?`, options);
  const { deleteExecRule } = await session.ask(DeleteExecRuleDocument, { input: { id } });
  session.show(deleteExecRule, () => `Deleted rule "${name}".`);
}

async function showList(
  session: Session,
  {
    kind = null,
    nameContains = null,
  }: { readonly kind?: RuleKind | null; readonly nameContains?: string | null },
): Promise<undefined> {
  const nodes = await allOf(
    async (after) =>
      (await session.ask(ExecRulesDocument, { first: PAGE_SIZE, after, kind, nameContains })).execRules,
  );
  session.show(nodes, () =>
    table(
      ['NAME', 'KIND', 'ACTIONS', 'USED BY', 'OWNER', 'CREATED'],
      nodes.map((rule) => [
        rule.name,
        rule.kind,
        String(rule.actions.length),
        String(rule.usedBy.total),
        rule.owner?.name ?? '-',
        time(rule.createdAt),
      ]),
    ),
  );
}

async function ruleNamed(session: Session, reference: string): Promise<ExecRuleFieldsFragment> {
  const id = await execRuleId(session, reference);
  return found((await session.ask(ExecRuleDocument, { id })).execRule);
}

function describe(rule: ExecRuleFieldsFragment): string {
  const { users, total } = rule.usedBy;
  const used = users.map(({ resource, name }) => `${resource} ${name}`);
  const more = total > users.length ? [`and ${total - users.length} more`] : [];
  return [
    facts([
      ['name', rule.name],
      ['id', rule.id],
      ['kind', rule.kind],
      ['used by', total === 0 ? 'nobody' : [...used, ...more].join(', ')],
      ['owner', rule.owner?.name ?? '-'],
      ['created', time(rule.createdAt)],
      ['version', String(rule.version)],
    ]),
    section('Actions', actions(rule)),
  ].join('\n');
}

function actions(rule: ExecRuleFieldsFragment): string {
  return table(
    ['PODS', 'NAMESPACES', 'CONTAINER', 'COMMAND', 'TIME', 'ONE POD', 'ON FAILURE'],
    rule.actions.map((action) => [
      action.podSelector ?? action.podName ?? '-',
      action.namespaces === null ? 'all of the backup' : action.namespaces.join(', '),
      action.container ?? 'the first',
      action.command.map((word) => (/^[\w@%+=:,./-]+$/.test(word) ? word : JSON.stringify(word))).join(' '),
      `${action.timeoutSeconds} s`,
      action.onePodOnly ? 'yes' : 'no',
      action.onFailure,
    ]),
  );
}
