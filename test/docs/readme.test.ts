/** The documents against the code: what they name is there, and what they tell people to type is understood. */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { Command } from 'commander';
import { beforeAll, describe, expect, it } from 'vitest';
import { addClientCommands } from '../../src/cli/client-commands.js';
import { CLIENT_VARIABLES, fileVariant, VARIABLE_KEYS, variable } from '../../src/config/variables.js';
import { builtProduct } from '../support/built-product.js';
import {
  allPages,
  anchorsOf,
  codeSpans,
  commandsIn,
  localLinks,
  type Page,
  ROOT,
  typedLines,
} from './markdown.js';

const pages = allPages();
const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
  scripts: Readonly<Record<string, string>>;
};

/** What every page says wrongly, with the page's name before it. */
function faults(find: (page: Page) => readonly string[]): readonly string[] {
  return pages.flatMap((page) => find(page).map((fault) => `${page.file}: ${fault}`));
}

describe('the documents', () => {
  it('are found', () => {
    expect(pages.map(({ file }) => file)).toEqual(expect.arrayContaining(['README.md', 'docs/README.md']));
  });

  it('link to files and headings that are there', () => {
    expect(faults((page) => localLinks(page).filter((link) => !leadsSomewhere(page, link)))).toEqual([]);
  });

  it('name files and folders that are there', () => {
    const isPath = (span: string) =>
      /^(src|test|scripts|schema|docs|bench|demo|bin|public)(\/[\w.-]+)*\/?$/.test(span) && span !== 'docs';
    const missing = (page: Page) =>
      codeSpans(page).filter((span) => isPath(span) && !existsSync(join(ROOT, span)));
    expect(faults((page) => (page.file === 'CHANGELOG.md' ? [] : missing(page)))).toEqual([]);
  });

  it('name npm scripts that exist', () => {
    const named = ({ text }: Page) =>
      [...text.matchAll(/\bnpm run (?:-s |--silent )?([a-z][\w:-]*)/g)].map(([, name = '']) => name);
    expect(faults((page) => named(page).filter((name) => !(name in scripts)))).toEqual([]);
  });

  it('name variables that exist', () => {
    const known = new Set<string>([
      ...CLIENT_VARIABLES,
      ...VARIABLE_KEYS.flatMap((key) => [variable(key).name, fileVariant(variable(key)) ?? []].flat()),
    ]);
    const named = ({ text }: Page) => text.match(/\b(?:HOLDFAST|DATABASE)_[A-Z][A-Z_]*[A-Z]\b/g) ?? [];
    expect(faults((page) => named(page).filter((name) => !known.has(name)))).toEqual([]);
  });

  it('list every decision in docs/README.md, each with a number of its own', () => {
    const decisions = pages.map(({ file }) => file).filter((file) => file.startsWith('docs/adr/'));
    const index = pages.find(({ file }) => file === 'docs/README.md');
    const listed = index ? localLinks(index).filter((link) => link.startsWith('adr/')) : [];
    expect(listed.map((link) => `docs/${link}`).sort()).toEqual(decisions);
    expect(
      new Set(decisions.map((file) => file.slice('docs/adr/'.length, 'docs/adr/0000'.length))).size,
    ).toBe(decisions.length);
  });
});

describe('the commands in the documents', () => {
  let program: Command;
  beforeAll(() => {
    program = clientProgram();
  });

  it('of the server are those that the program has', async () => {
    const asked = spawnSync(process.execPath, [await builtProduct(), '--help'], {
      cwd: ROOT,
      encoding: 'utf8',
    });
    const shown = [...asked.stdout.matchAll(/^ {2}([a-z][a-z-]*)(?: |$)/gm)].map(([, name]) => name);
    const clients = program.commands.map((command) => command.name());
    const served = Object.keys(SERVER_COMMANDS).map((name) => name.split(' ')[0]);
    expect(asked.stderr).toBe('');
    expect(new Set(shown)).toEqual(new Set([...served, ...clients, 'help']));
  });

  it('that people are told to type are understood, with their arguments and options', () => {
    const typed = (page: Page) =>
      typedLines(page)
        .flatMap(commandsIn)
        .flatMap((words) => holdfastArguments(words) ?? []);
    const refused = (page: Page) => typed(page).flatMap((args) => refusalOf(program, args) ?? []);
    expect(pages.flatMap((page) => [...typed(page)]).length).toBeGreaterThan(5);
    expect(faults(refused)).toEqual([]);
  });

  it('that are mentioned exist', () => {
    const mentioned = (page: Page) =>
      [
        ...codeSpans(page),
        ...page.fences.filter(({ language }) => language === '').flatMap(({ body }) => body.split('\n')),
      ].flatMap(
        (span) =>
          holdfastArguments(
            span
              .replace(/^\s*\$ /, '')
              .trim()
              .split(/\s+/),
          ) ?? [],
      );
    expect(
      faults((page) =>
        mentioned(page)
          .filter((words) => words.length > 0 && !isCommand(program, words))
          .map((words) => words.join(' ')),
      ),
    ).toEqual([]);
  });

  it.each([
    ['an unknown command', 'backup burn first'],
    ['an unknown option', 'backup create --cluster a --location b --namespaces c --fast'],
    ['a missing argument', 'cluster add'],
    ['an argument too many', 'backup show one two'],
    ['a missing option', 'backup create --cluster a'],
    ['an option of the server that is not there', 'migrate --up'],
  ])('are refused here for %s', (_fault, line) => {
    expect(refusalOf(program, line.split(' '))).toBeDefined();
  });
});

/** The commands of src/main.ts, which runs when it is imported, with their options. */
const SERVER_COMMANDS: Readonly<Record<string, readonly string[]>> = {
  start: [],
  api: [],
  worker: [],
  migrate: ['--down', '--json'],
  config: ['--json'],
  rekey: ['--json'],
  'token reset': ['--json'],
  'bot-token': ['--json'],
  'backup-key create': ['--json'],
  bot: [],
  'slack manifest': ['--socket-mode'],
  'slack check': ['--channel', '--json'],
};

class Refused extends Error {}

function clientProgram(): Command {
  const refuse = (): never => {
    throw new Refused('refused');
  };
  const silent = { write: () => true };
  const program = new Command('holdfast');
  addClientCommands(program, {
    stdout: silent,
    stderr: silent,
    isTTY: false,
    env: {},
    timeZone: 'UTC',
    cwd: ROOT,
    home: ROOT,
    confirm: async () => undefined,
    setExitCode: () => undefined,
    exit: refuse,
  });
  return program;
}

/** What comes behind `holdfast`, however it is called; undefined for another command. */
function holdfastArguments(words: readonly string[]): (readonly string[])[] | undefined {
  const [first, second, third] = words;
  if (first === 'holdfast') return [words.slice(1)];
  if (first === 'npx' && second === 'holdfast') return [words.slice(2)];
  if (first === 'node' && second === 'bin/holdfast.mjs') return [words.slice(2)];
  if (first === 'npm' && second === 'start' && third === '--') return [words.slice(3)];
  return undefined;
}

/** What a group does when it is called without a command of its own: `alerts` lists. */
function defaultOf(group: Command): Command | undefined {
  const name = (group as unknown as { readonly _defaultCommandName: string | null })._defaultCommandName;
  return group.commands.find((each) => each.name() === name);
}

/** The command that the words begin with, and what is left of them. */
function commandFor(program: Command, words: readonly string[]): { command: Command; rest: string[] } {
  let command = program;
  const rest = [...words];
  for (;;) {
    const next = command.commands.find((each) => each.name() === rest[0]);
    if (next === undefined) return { command: defaultOf(command) ?? command, rest };
    command = next;
    rest.shift();
  }
}

function isCommand(program: Command, [first = '', second = '']: readonly string[]): boolean {
  if (first in SERVER_COMMANDS || `${first} ${second}` in SERVER_COMMANDS) return true;
  if (/^(…|--\w+)$/.test(first)) return true;
  const { command, rest } = commandFor(program, [first, second].filter(Boolean));
  return command !== program && (command.commands.length === 0 || rest.length === 0);
}

/** Why the command line would not take it; undefined when it would. */
function refusalOf(program: Command, args: readonly string[]): string | undefined {
  const said = `holdfast ${args.join(' ')}`;
  const [first = '', second = ''] = args;
  const served = first in SERVER_COMMANDS ? first : `${first} ${second}`;
  const known = SERVER_COMMANDS[served];
  if (known !== undefined) {
    const odd = args.filter((word) => word.startsWith('-') && !known.includes(word));
    return odd.length > 0 ? `${said} (no option ${odd.join(', ')})` : undefined;
  }
  const { command, rest } = commandFor(program, args);
  if (command === program || command.commands.length > 0) return `${said} (no such command)`;
  try {
    const { operands, unknown } = command.parseOptions(rest);
    const needed = command.registeredArguments.filter(({ required }) => required).length;
    if (unknown.length > 0) return `${said} (does not know ${unknown.join(' ')})`;
    if (operands.length < needed || operands.length > command.registeredArguments.length)
      return `${said} (${operands.length} arguments, not ${needed})`;
    const absent = command.options.filter(({ mandatory, long }) => mandatory && long && !rest.includes(long));
    return absent.length > 0 ? `${said} (needs ${absent.map(({ long }) => long).join(', ')})` : undefined;
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return `${said} (an option is refused)`;
  }
}

function leadsSomewhere({ file, text }: Page, link: string): boolean {
  const [path = '', anchor] = link.split('#');
  const target = normalize(join(dirname(file), path));
  if (path !== '' && !existsSync(join(ROOT, target))) return false;
  if (anchor === undefined) return true;
  return anchorsOf(path === '' ? text : readFileSync(join(ROOT, target), 'utf8')).has(anchor);
}
