import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { COMMANDS } from '../../src/bot/commands/commands.js';
import { BOT_SCOPES } from '../../src/bot/manifest.js';
import { ROOT } from './markdown.js';

const page = readFileSync(`${ROOT}docs/slack.md`, 'utf8');
const firstCells = (pattern: RegExp) => [...page.matchAll(pattern)].map(([, cell]) => cell);

describe('docs/slack.md', () => {
  it('lists every command as help shows it, and no other', () => {
    const lines = COMMANDS.map(
      ({ usage, summary }) => `| \`/backup ${usage.replaceAll('|', '\\|')}\` | ${summary} |`,
    );
    expect(page).toContain(lines.join('\n'));
    expect(firstCells(/^\| `\/backup (\S+?)[ `].*\|$/gm)).toEqual(COMMANDS.map(({ name }) => name));
  });

  it('gives a reason for each scope that the app asks for, and for no other', () => {
    expect(firstCells(/^\| `([a-z]+(?::[a-z]+)?)` \|/gm)).toEqual([...BOT_SCOPES]);
  });
});
