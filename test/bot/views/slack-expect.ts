import type { HomeView, ModalView } from '@slack/types';
import { expect } from 'vitest';
import type { Message } from '../../../src/bot/views/blocks.js';
import { limitFaults } from '../../../src/bot/views/limits.js';

/** Slack takes it, a screen reader can say it, and nothing from outside is parsed in it. */
export function expectGoodMessage(message: Message): void {
  expect(limitFaults(message)).toEqual([]);
  expect(message.text.length).toBeGreaterThan(10);
  expect(message.text.length).toBeLessThanOrEqual(300);
  expect(message.text).toMatch(/[.!?…>]$/);
  expect(JSON.stringify(message)).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/);
}

export function expectGoodView(view: ModalView | HomeView): void {
  expect(limitFaults(view)).toEqual([]);
  expect(JSON.stringify(view)).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/);
}

/** Every text of it, in order. */
export function textOf(payload: object): string {
  const texts: string[] = [];
  JSON.stringify(payload, (key, value: unknown) => {
    if (key === 'text' && typeof value === 'string') texts.push(value);
    return value;
  });
  return texts.join('\n');
}

/** The action ids of it, in order. */
export function actionsOf(payload: object): readonly string[] {
  const ids: string[] = [];
  JSON.stringify(payload, (key, value: unknown) => {
    if (key === 'action_id' && typeof value === 'string') ids.push(value);
    return value;
  });
  return ids;
}
