// The words the tables of Block Kit are written in.

export type Surface = 'message' | 'modal' | 'home';

/** What may stand in one field. Lengths in UTF-16 units, as Slack counts close enough. */
export type Check =
  | {
      readonly is: 'string';
      readonly min?: number;
      readonly max?: number;
      readonly oneOf?: readonly string[];
      readonly like?: RegExp;
    }
  | { readonly is: 'number'; readonly min?: number; readonly max?: number; readonly integer?: boolean }
  | { readonly is: 'boolean' }
  /** An object of one known shape, without a `type` of its own. */
  | { readonly is: 'object'; readonly shape: string }
  /** An object whose `type` names its shape. `max`: of its text, for text objects. */
  | { readonly is: 'typed'; readonly of: readonly string[]; readonly max?: number }
  | { readonly is: 'list'; readonly of: Check; readonly min?: number; readonly max?: number }
  | { readonly is: 'anything' };

export type Field = Check & { readonly required?: true };

export interface Shape {
  readonly fields: Readonly<Record<string, Field>>;
  /** At least one of these fields must be there. */
  readonly anyOf?: readonly string[];
  /** Exactly one of these fields must be there. */
  readonly oneOf?: readonly string[];
  /** For blocks: where they may stand. */
  readonly surfaces?: readonly Surface[];
}

export const bool: Check = { is: 'boolean' };
export const anything: Check = { is: 'anything' };
export const string = (max?: number, min?: number): Check => ({
  is: 'string',
  ...(max === undefined ? {} : { max }),
  ...(min === undefined ? {} : { min }),
});
export const word = (...oneOf: string[]): Check => ({ is: 'string', oneOf });
export const like = (pattern: RegExp): Check => ({ is: 'string', like: pattern });
export const integer = (min?: number, max?: number): Check => ({
  is: 'number',
  integer: true,
  ...(min === undefined ? {} : { min }),
  ...(max === undefined ? {} : { max }),
});
export const plain = (max: number): Check => ({ is: 'typed', of: ['plain_text'], max });
export const anyText = (max: number): Check => ({ is: 'typed', of: ['plain_text', 'mrkdwn'], max });
export const mrkdwn = (max: number): Check => ({ is: 'typed', of: ['mrkdwn'], max });
export const object = (shape: string): Check => ({ is: 'object', shape });
export const typed = (...of: string[]): Check => ({ is: 'typed', of });
export const list = (of: Check, min: number, max?: number): Check => ({
  is: 'list',
  of,
  min,
  ...(max === undefined ? {} : { max }),
});
export const required = (check: Check): Field => ({ ...check, required: true });
