import type { Json } from '../model/things.js';
import { BLOCK_TEXT_MAX, BLOCKS, BLOCKS_MAX, MARKDOWN_MAX, VIEW_BYTES_MAX, VIEWS } from './block-table.js';
import type { Surface } from './checks.js';
import { interactives, isObject, listOf } from './interactives.js';
import { type Violation, violationsOf } from './walk.js';

export type { Violation } from './walk.js';

/** Everything that is wrong with the blocks of a surface. `pointer` is where the list stands: `/blocks`. */
export function checkBlocks(blocks: unknown, surface: Surface, pointer = '/blocks'): Violation[] {
  if (!Array.isArray(blocks)) return [{ pointer, message: 'must be an array' }];
  const max = BLOCKS_MAX[surface];
  const found: Violation[] =
    blocks.length > max ? [{ pointer, message: `no more than ${max} items allowed` }] : [];
  for (const [at, block] of blocks.entries()) found.push(...checkBlock(block, surface, `${pointer}/${at}`));
  return [...found, ...wholeSurface(listOf(blocks), surface, pointer)];
}

function checkBlock(block: unknown, surface: Surface, pointer: string): Violation[] {
  if (!isObject(block)) return [{ pointer, message: 'must be an object' }];
  const { type } = block;
  if (typeof type !== 'string') return [{ pointer, message: 'missing required field: type' }];
  const shape = Object.hasOwn(BLOCKS, type) ? BLOCKS[type] : undefined;
  if (shape === undefined || !shape.surfaces?.includes(surface)) {
    return [{ pointer: `${pointer}/type`, message: `unsupported type: ${type}` }];
  }
  return [...violationsOf(block, shape, pointer), ...elementRules(block, pointer)];
}

/** Rules between the fields of one block. */
function elementRules(block: Json, pointer: string): Violation[] {
  const found: Violation[] = [];
  const seen = new Set<string>();
  for (const { element } of interactives([block])) {
    const { action_id: actionId } = element;
    if (typeof actionId === 'string' && actionId !== '') {
      if (seen.has(actionId)) found.push({ pointer, message: `action_id "${actionId}" already exists` });
      seen.add(actionId);
    }
    if (!initialsAreOptions(element))
      found.push({ pointer, message: 'initial option is not among the options' });
    const { min_length: min, max_length: most } = element;
    if (typeof min === 'number' && typeof most === 'number' && min > most) {
      found.push({ pointer, message: 'min_length is more than max_length' });
    }
  }
  return found;
}

function initialsAreOptions(element: Json): boolean {
  if (element.options === undefined && element.option_groups === undefined) return true;
  const groups = listOf(element.option_groups).flatMap((group) => listOf(group.options));
  const known = [...listOf(element.options), ...groups].map(optionText);
  const initial = [...listOf(element.initial_options), ...listOf([element.initial_option])];
  return initial.every((option) => known.includes(optionText(option)));
}

/** Slack compares text and value, and does not mind what it added itself (emoji, verbatim). */
function optionText(option: Json): string {
  const text = isObject(option.text) ? option.text.text : undefined;
  return JSON.stringify([text, option.value]);
}

/** Rules between the blocks of one surface. */
function wholeSurface(blocks: readonly Json[], surface: Surface, pointer: string): Violation[] {
  const found: Violation[] = [];
  const seen = new Set<string>();
  for (const [at, { block_id: blockId }] of blocks.entries()) {
    if (typeof blockId !== 'string' || blockId === '') continue;
    if (seen.has(blockId)) {
      found.push({ pointer: `${pointer}/${at}/block_id`, message: `block_id "${blockId}" already exists` });
    }
    seen.add(blockId);
  }
  const focused = interactives(blocks).filter(({ element }) => element.focus_on_load === true);
  if (focused.length > 1) found.push({ pointer, message: 'only one element may have focus_on_load' });
  if (surface === 'message') found.push(...messageRules(blocks, pointer));
  return found;
}

function messageRules(blocks: readonly Json[], pointer: string): Violation[] {
  const found: Violation[] = [];
  if (blocks.filter(({ type }) => type === 'table').length > 1) {
    found.push({ pointer, message: 'only_one_table_allowed' });
  }
  const markdown = blocks.filter(({ type }) => type === 'markdown').map(({ text }) => String(text).length);
  if (markdown.reduce((sum, length) => sum + length, 0) > MARKDOWN_MAX) {
    found.push({ pointer, message: `markdown must be less than ${MARKDOWN_MAX + 1} characters in all` });
  }
  return found;
}

/** Everything that is wrong with a view; its blocks are at `/view/blocks`. */
export function checkView(view: unknown, pointer = '/view'): Violation[] {
  if (!isObject(view)) return [{ pointer, message: 'must be an object' }];
  const { type } = view;
  const shape = typeof type === 'string' && Object.hasOwn(VIEWS, type) ? VIEWS[type] : undefined;
  if (shape === undefined)
    return [{ pointer: `${pointer}/type`, message: `unsupported type: ${String(type)}` }];
  const found = violationsOf(view, shape, pointer);
  if (view.blocks === undefined) return found;
  found.push(...checkBlocks(view.blocks, type as Surface, `${pointer}/blocks`));
  const hasInput = listOf(view.blocks).some((block) => block.type === 'input');
  if (type === 'modal' && hasInput && view.submit === undefined) {
    found.push({ pointer, message: 'missing required field: submit (there are input blocks)' });
  }
  return found;
}

export function viewIsTooLarge(view: unknown): boolean {
  return Buffer.byteLength(JSON.stringify(view)) > VIEW_BYTES_MAX;
}

/** Whether the texts of all blocks together are more than chat.postMessage takes. */
export function blocksAreTooLong(blocks: unknown): boolean {
  return textLength(blocks) > BLOCK_TEXT_MAX;
}

/** Every string under a `text` key, summed over the whole tree. */
export function textLength(value: unknown): number {
  if (Array.isArray(value)) return value.reduce((sum: number, entry) => sum + textLength(entry), 0);
  if (!isObject(value)) return 0;
  return Object.entries(value).reduce(
    (sum, [key, entry]) =>
      sum + (key === 'text' && typeof entry === 'string' ? entry.length : textLength(entry)),
    0,
  );
}
