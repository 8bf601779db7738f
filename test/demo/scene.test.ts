import { describe, expect, it } from 'vitest';
import { createNarrator } from '../../demo/narrator.js';
import { claim, commandLine, same } from '../../demo/scene.js';

describe('a claim of the demo', () => {
  const told: string[] = [];
  const scene = { narrator: createNarrator((text) => told.push(text)) };

  it('that holds is told', () => {
    claim(scene, 'It is so.', same(['a'], ['a']));
    expect(told.join('')).toBe('   ✓ It is so.\n');
  });

  it('that does not hold ends the demo with what was seen instead, and is not told', () => {
    const before = told.length;
    expect(() => claim(scene, 'It is so.', same('SUCCESS', 'FAILURE'))).toThrow(
      'It was to be seen that: It is so. But this came: "SUCCESS" instead of "FAILURE".',
    );
    expect(told).toHaveLength(before);
  });
});

it('a command is shown as a shell takes it', () => {
  expect(commandLine(['schedule', 'edit', 'nightly', '--cron', '* * * * *', '--keep', '3'])).toBe(
    'holdfast schedule edit nightly --cron "* * * * *" --keep 3',
  );
});
