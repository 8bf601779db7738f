import type { Ids } from '../model/ids.js';
import type { Json } from '../model/things.js';

/** An element that a person can use, and where it stands. */
export interface Interactive {
  readonly blockId: string;
  readonly actionId: string;
  readonly element: Json;
  readonly block: Json;
  /** The input block around it; absent in sections and actions. */
  readonly input?: Json;
}

const NOT_INTERACTIVE = new Set(['image', 'mrkdwn', 'plain_text']);

/** All elements of blocks that a person can use, in order, also those within containers and cards. */
export function interactives(blocks: unknown): Interactive[] {
  return listOf(blocks).flatMap((block) => {
    const nested = [
      ...listOf(block.child_blocks),
      ...(block.type === 'carousel' ? listOf(block.elements) : []),
    ];
    return [...elementsOf(block).map((element) => placed(block, element)), ...interactives(nested)];
  });
}

function placed(block: Json, element: Json): Interactive {
  return {
    blockId: String(block.block_id),
    actionId: String(element.action_id),
    element,
    block,
    ...(block.type === 'input' ? { input: block } : {}),
  };
}

function elementsOf(block: Json): Json[] {
  const elements =
    block.type === 'actions' || block.type === 'context_actions'
      ? listOf(block.elements)
      : block.type === 'card'
        ? listOf(block.actions)
        : [block.accessory, block.element].filter(isObject);
  return elements.filter((element) => !NOT_INTERACTIVE.has(String(element.type)));
}

/** A copy in which every block and every element that a person can use has an id, as Slack stores it. */
export function withIds(blocks: readonly Json[], ids: Ids): Json[] {
  const copy = structuredClone(blocks) as Json[];
  const name = (block: Json): void => {
    if (typeof block.block_id !== 'string' || block.block_id === '') block.block_id = ids.short();
    for (const element of elementsOf(block)) {
      if (typeof element.action_id !== 'string' || element.action_id === '') element.action_id = ids.short();
    }
    for (const child of listOf(block.child_blocks)) name(child);
    if (block.type === 'carousel') for (const card of listOf(block.elements)) name(card);
  };
  for (const block of copy) name(block);
  return copy;
}

export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function listOf(value: unknown): Json[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}
