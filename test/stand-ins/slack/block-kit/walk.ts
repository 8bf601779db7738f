import type { Json } from '../model/things.js';
import { BLOCKS } from './block-table.js';
import type { Check, Shape } from './checks.js';
import { ELEMENTS, PARTS } from './element-table.js';
import { isObject } from './interactives.js';

/** One thing that is wrong, where: `/blocks/0/text`. */
export interface Violation {
  readonly pointer: string;
  readonly message: string;
}

/** Image is both a block and an element; as an element it has no title. */
const IMAGE_ELEMENT: Shape = {
  oneOf: ['image_url', 'slack_file'],
  fields: {
    image_url: { is: 'string', max: 3_000, min: 1 },
    slack_file: { is: 'anything' },
    alt_text: { is: 'string', max: 2_000, required: true },
  },
};

/** What breaks the shape of an object, itself and everything below it. */
export function violationsOf(value: Json, shape: Shape, pointer: string, textMax?: number): Violation[] {
  const found: Violation[] = [];
  const fault = (message: string, at = pointer) => found.push({ pointer: at, message });
  for (const [name, field] of Object.entries(shape.fields)) {
    const given = value[name];
    if (given === undefined || given === null) {
      if (field.required) fault(`missing required field: ${name}`);
      continue;
    }
    const check: Check =
      name === 'text' && textMax !== undefined ? { is: 'string', min: 1, max: textMax } : field;
    found.push(...checked(given, check, `${pointer}/${name}`));
  }
  for (const name of Object.keys(value)) {
    if (name !== 'type' && !Object.hasOwn(shape.fields, name)) fault(`invalid additional property: ${name}`);
  }
  const there = (names: readonly string[]) => names.filter((name) => value[name] !== undefined);
  if (shape.anyOf && there(shape.anyOf).length === 0) fault(`missing required field: ${shape.anyOf[0]}`);
  if (shape.oneOf && there(shape.oneOf).length === 0) fault(`missing required field: ${shape.oneOf[0]}`);
  if (shape.oneOf && there(shape.oneOf).length > 1) fault(`only one of ${shape.oneOf.join(', ')} allowed`);
  return found;
}

function checked(value: unknown, check: Check, pointer: string): Violation[] {
  const fault = (message: string): Violation[] => [{ pointer, message }];
  switch (check.is) {
    case 'anything':
      return [];
    case 'boolean':
      return typeof value === 'boolean' ? [] : fault('must be a boolean');
    case 'string':
      return typeof value === 'string' ? checkedText(value, check, pointer) : fault('must be a string');
    case 'number':
      return checkedNumber(value, check, pointer);
    case 'object':
      return isObject(value)
        ? violationsOf(value, PARTS[check.shape] as Shape, pointer)
        : fault('must be an object');
    case 'typed':
      return isObject(value) ? checkedTyped(value, check, pointer) : fault('must be an object');
    case 'list':
      return Array.isArray(value) ? checkedList(value, check, pointer) : fault('must be an array');
  }
}

type Of<Kind extends Check['is']> = Extract<Check, { is: Kind }>;

function checkedText(text: string, check: Of<'string'>, pointer: string): Violation[] {
  const fault = (message: string): Violation[] => [{ pointer, message }];
  if (check.max !== undefined && text.length > check.max) {
    return fault(`must be less than ${check.max + 1} characters`);
  }
  if (check.min !== undefined && text.length < check.min) {
    return fault(`must be more than ${check.min - 1} characters`);
  }
  if (check.oneOf && !check.oneOf.includes(text)) return fault(`must be one of: ${check.oneOf.join(', ')}`);
  if (check.like && !check.like.test(text)) return fault('is not of the right format');
  return [];
}

function checkedNumber(value: unknown, check: Of<'number'>, pointer: string): Violation[] {
  const fault = (message: string): Violation[] => [{ pointer, message }];
  if (typeof value !== 'number') return fault('must be a number');
  if (check.integer && !Number.isInteger(value)) return fault('must be an integer');
  if (check.min !== undefined && value < check.min) return fault(`must be at least ${check.min}`);
  if (check.max !== undefined && value > check.max) return fault(`must be at most ${check.max}`);
  return [];
}

function checkedTyped(value: Json, check: Of<'typed'>, pointer: string): Violation[] {
  const { type } = value;
  if (typeof type !== 'string') return [{ pointer, message: 'missing required field: type' }];
  if (!check.of.includes(type)) return [{ pointer: `${pointer}/type`, message: `unsupported type: ${type}` }];
  const shape = type === 'image' ? IMAGE_ELEMENT : (ELEMENTS[type] ?? PARTS[type] ?? BLOCKS[type]);
  return violationsOf(value, shape as Shape, pointer, check.max);
}

function checkedList(values: readonly unknown[], check: Of<'list'>, pointer: string): Violation[] {
  const found: Violation[] = [];
  if (check.max !== undefined && values.length > check.max) {
    found.push({ pointer, message: `no more than ${check.max} items allowed` });
  }
  if (check.min !== undefined && values.length < check.min) {
    found.push({ pointer, message: `no less than ${check.min} items allowed` });
  }
  return [...found, ...values.flatMap((value, at) => checked(value, check.of, `${pointer}/${at}`))];
}
