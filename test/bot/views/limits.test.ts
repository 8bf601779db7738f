import { describe, expect, it } from 'vitest';
import {
  actions,
  button,
  context,
  facts,
  header,
  mrkdwn,
  option,
  plain,
  section,
} from '../../../src/bot/views/blocks.js';
import { fittingMessage, fittingModal } from '../../../src/bot/views/fitting.js';
import { limitFaults, withinLimits } from '../../../src/bot/views/limits.js';
import { modal } from '../../../src/bot/views/modals/modal.js';

const rulesOf = (payload: object) => limitFaults(payload).map(({ path, rule }) => `${path}: ${rule}`);
const long = (count: number) => 'x'.repeat(count);
const messageOf = (...blocks: readonly object[]) => ({ text: 'Something happened.', blocks });
const raw = (type: string, fields: object) => ({ type, ...fields });
const options = (count: number) =>
  Array.from({ length: count }, (_, index) => option(`n${index}`, `n${index}`));

describe('the limits of Block Kit', () => {
  it.each([
    [
      '51 blocks in a message',
      messageOf(...Array.from({ length: 51 }, () => section('a'))),
      'blocks: message.blocks',
    ],
    ['no fallback text', { text: '', blocks: [] }, 'text: message.text'],
    ['a text of 3,001', messageOf(section(long(3_001))), 'blocks.0.text.text: section.text.text'],
    ['an empty text', messageOf(section('')), 'blocks.0.text.text: mrkdwn.text'],
    [
      '10,001 characters in all',
      messageOf(...Array.from({ length: 4 }, () => section(long(2_501)))),
      'blocks: text of all blocks',
    ],
    [
      '11 fields',
      messageOf(raw('section', { fields: Array.from({ length: 11 }, () => mrkdwn('a')) })),
      'blocks.0.fields: section.fields',
    ],
    [
      'a field of 2,001',
      messageOf(raw('section', { fields: [mrkdwn(long(2_001))] })),
      'blocks.0.fields.*.text: section.fields.*.text',
    ],
    [
      'a header of 151',
      messageOf(raw('header', { text: { type: 'plain_text', text: long(151) } })),
      'blocks.0.text.text: header.text.text',
    ],
    [
      '11 pieces of small print',
      messageOf(raw('context', { elements: Array.from({ length: 11 }, () => mrkdwn('a')) })),
      'blocks.0.elements: context.elements',
    ],
    [
      '26 buttons',
      messageOf(
        actions(Array.from({ length: 26 }, (_, index) => button({ action: `a${index}`, label: 'a' }))),
      ),
      'blocks.0.elements: actions.elements',
    ],
    [
      'the same action twice',
      messageOf(actions([button({ action: 'a', label: 'a' }), button({ action: 'a', label: 'b' })])),
      'blocks.0.elements: action_id is there twice',
    ],
    [
      'a value of 2,001',
      messageOf(actions([button({ action: 'a', label: 'a', value: long(2_001) })])),
      'blocks.0.elements.0.value: button.value',
    ],
    ['a mention', messageOf(section('hello <!channel>')), 'blocks.0.text.text: raw angle brackets'],
    ['a mention in the fallback', { text: 'hello <!here>', blocks: [] }, 'text: raw angle brackets'],
    [
      'a title of 25',
      { type: 'modal', title: { type: 'plain_text', text: long(25) }, blocks: [section('a')] },
      'title.text: modal.title.text',
    ],
    ['no blocks in a modal', modal({ title: 'a', blocks: [] }), 'blocks: modal.blocks'],
    [
      'ids beyond 3,000',
      modal({
        title: 'a',
        blocks: [section('a')],
        context: { scheduleId: long(3_000), selectionVersion: 1 },
      }),
      'private_metadata: modal.private_metadata',
    ],
  ])('are broken by %s', (_, payload, rule) => {
    expect(rulesOf(payload)).toContain(rule);
  });

  it('are broken by too many options, by long ones and by the same one twice', () => {
    const input = (element: object) => ({
      type: 'modal',
      title: plain('a'),
      submit: plain('a'),
      blocks: [{ type: 'input', block_id: 'b', label: plain('a'), element }],
    });
    expect(
      rulesOf(input({ type: 'multi_static_select', action_id: 'a', options: options(101) })),
    ).toHaveLength(1);
    expect(rulesOf(input({ type: 'checkboxes', action_id: 'a', options: options(11) }))).toHaveLength(1);
    expect(
      rulesOf(input({ type: 'checkboxes', action_id: 'a', options: [option('a', long(76))] })),
    ).toHaveLength(1);
    expect(
      rulesOf(input({ type: 'checkboxes', action_id: 'a', options: [...options(1), ...options(1)] })),
    ).toHaveLength(1);
    expect(
      rulesOf({ ...input({ type: 'checkboxes', action_id: 'a', options: options(1) }), submit: undefined }),
    ).toHaveLength(1);
  });

  it('are kept by a date in the zone of the reader, and by what the builders cut', () => {
    const payload = messageOf(
      section('<!date^1795222800^{date_short_pretty} at {time}|2026-11-21 01:00 UTC>'),
      header(long(500)),
      facts(Array.from({ length: 20 }, () => ['a', 'b'] as const)),
      context(...Array.from({ length: 20 }, () => 'a')),
    );
    expect(withinLimits(payload)).toBe(true);
  });
});

describe('what breaks a limit after all', () => {
  it('is said in its sentence alone, and an operator is told', () => {
    const told: unknown[] = [];
    const log = { error: (fields: object) => void told.push(fields) };
    const bad = { text: 'Partial Success: <!here>.', blocks: [section('')] };
    const message = fittingMessage(bad, log);
    expect(withinLimits(message)).toBe(true);
    expect(message.blocks).toEqual([]);
    expect(withinLimits(fittingModal(modal({ title: 'a', blocks: [] }), log))).toBe(true);
    expect(told).toHaveLength(2);
  });

  it('does not concern what keeps them', () => {
    const log = { error: () => expect.unreachable() };
    const good = { text: 'All is well.', blocks: [section('a')] };
    expect(fittingMessage(good, log)).toBe(good);
  });
});
