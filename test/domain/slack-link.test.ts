import { expect, it } from 'vitest';
import { type Clicker, outcomeFor } from '../../src/domain/interaction.js';
import { linkCode, normalCode } from '../../src/domain/slack-link.js';

it('a code has ten letters and digits that nobody takes for each other', () => {
  const code = linkCode(Uint8Array.from({ length: 16 }, (_, n) => n * 17));
  expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}$/);
  expect(normalCode(code)).toBe(code.replace('-', ''));
});

it('a code is read however it is typed, and what can be none is none', () => {
  expect(normalCode(' 7xq2k 9fm4t\n')).toBe('7XQ2K9FM4T');
  expect(normalCode('OIL00-00000')).toBe('0110000000');
  for (const none of ['', '7XQ2K', '7XQ2K-9FM4T-X', '7XQ2K-9FM4U', 'x'.repeat(1_000_000)]) {
    expect(normalCode(none)).toBeUndefined();
  }
});

const LINKED: Clicker = { standing: 'MEMBER', state: 'ACTIVE', teamIsKnown: true, anyTeamIsKnown: true };

it.each<[string, Partial<Clicker>]>([
  ['GRANTED', {}],
  ['INACTIVE', { state: 'INACTIVE' }],
  ['UNLINKED', { state: null }],
  ['UNLINKED', { state: null, teamIsKnown: false, anyTeamIsKnown: false }],
  ['FOREIGN_TEAM', { state: null, teamIsKnown: false }],
  ['REFUSED_STANDING', { standing: 'GUEST' }],
  ['REFUSED_STANDING', { standing: 'EXTERNAL', state: null, teamIsKnown: false }],
])('a click is %s for %o', (outcome, change) => {
  expect(outcomeFor({ ...LINKED, ...change })).toBe(outcome);
});
