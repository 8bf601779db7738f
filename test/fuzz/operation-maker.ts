/** Makes operations from the schema itself: valid by its types for the most part, and hostile by their values. */
import {
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLInputType,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
  isRequiredArgument,
  isRequiredInputField,
} from 'graphql';
import { HOSTILE_NUMBERS, HOSTILE_TEXTS } from './hostile-values.js';
import type { Random } from './random.js';

export type Kind = 'query' | 'mutation' | 'subscription';

export interface MadeOperation {
  readonly kind: Kind;
  readonly field: string;
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

export interface MakerOptions {
  readonly schema: GraphQLSchema;
  readonly random: Random;
  /** Ids of things that exist: of the caller's, of others, and of other kinds than are asked for. */
  readonly ids: readonly string[];
  /** Names that exist: of clusters, namespaces, people, label keys. */
  readonly names: readonly string[];
}

/** How often a value is what nobody means; some operations are tame, so that what lies behind the checks is met, too. */
const WILDNESS: readonly number[] = [0, 0.05, 0.5];
const DEEPEST = 4;
const DEEPEST_INPUT = 6;

export class OperationMaker {
  readonly #variables: Record<string, unknown> = {};
  readonly #declared: string[] = [];
  readonly #wild: number;
  #fields = 0;

  private constructor(private readonly options: MakerOptions) {
    this.#wild = options.random.pick(WILDNESS);
  }

  static make(options: MakerOptions): MadeOperation {
    const { schema, random } = options;
    const kinds: readonly Kind[] = [
      'query',
      'query',
      'query',
      'mutation',
      'mutation',
      'mutation',
      'subscription',
    ];
    const kind = random.pick(kinds);
    const roots = {
      query: schema.getQueryType(),
      mutation: schema.getMutationType(),
      subscription: schema.getSubscriptionType(),
    };
    const fields = Object.values(roots[kind]?.getFields() ?? {});
    const field = random.pick(fields);
    const maker = new OperationMaker(options);
    const asked = maker.#field(field, 0);
    const declared = maker.#declared.length === 0 ? '' : `(${maker.#declared.join(', ')})`;
    return {
      kind,
      field: field.name,
      query: `${kind} ${declared} { ${asked} }`,
      variables: maker.#variables,
    };
  }

  #field(field: GraphQLField<unknown, unknown>, level: number): string {
    this.#fields += 1;
    const args = field.args.flatMap((arg) => this.#argument(arg));
    const given = args.length === 0 ? '' : `(${args.join(', ')})`;
    const type = getNamedType(field.type);
    return `${field.name}${given}${isObjectType(type) ? this.#selection(type, level + 1) : ''}`;
  }

  /** Some of the fields; below the deepest level values alone. */
  #selection(type: GraphQLObjectType, level: number): string {
    const { random } = this.options;
    const fields = Object.values(type.getFields());
    const isValue = (field: GraphQLField<unknown, unknown>) => !isObjectType(getNamedType(field.type));
    const possible = level >= DEEPEST || this.#fields > 60 ? fields.filter(isValue) : fields;
    const share = level === 1 ? 0.7 : 0.35;
    const chosen = possible.filter(() => random.chance(share)).map((field) => this.#field(field, level));
    return ` { __typename ${chosen.join(' ')} }`;
  }

  #argument(arg: GraphQLArgument): string[] {
    const { random } = this.options;
    if (!isRequiredArgument(arg) && random.chance(0.4)) return [];
    const value = this.#value(arg.type, arg, 0);
    if (random.chance(0.25)) return [`${arg.name}: ${literal(value, arg.type)}`];
    const name = `v${this.#declared.length}`;
    this.#declared.push(`$${name}: ${String(arg.type)}`);
    if (value !== undefined) this.#variables[name] = value;
    return [`${arg.name}: $${name}`];
  }

  /** Undefined: it is not sent. Now and then of another type than it must be. */
  #value(type: GraphQLInputType, of: GraphQLArgument | GraphQLInputField, level: number): unknown {
    const { random } = this.options;
    if (random.chance(0.05 * this.#wild))
      return random.pick([null, {}, [], true, -1, '', [[]], { a: { b: [null] } }]);
    if (isNonNullType(type)) return this.#value(type.ofType, of, level);
    if (random.chance(0.02 + 0.1 * this.#wild)) return null;
    if (isListType(type)) {
      const length = random.pick([0, 1, 1, 2, 3, 3, 60]);
      return Array.from({ length }, () => this.#value(type.ofType, of, level + 1));
    }
    if (!isInputObjectType(type)) return this.#scalar(type as GraphQLNamedType, of.name);
    const fields = Object.values(type.getFields()).filter((field) =>
      isRequiredInputField(field)
        ? !random.chance(0.05 * this.#wild)
        : level < DEEPEST_INPUT && random.chance(0.35),
    );
    return Object.fromEntries(fields.map((field) => [field.name, this.#value(field.type, field, level + 1)]));
  }

  #scalar(type: GraphQLNamedType, name: string): unknown {
    const { random, ids, names } = this.options;
    if (isEnumType(type))
      return random.chance(0.1 * this.#wild) ? 'NOT_A_VALUE' : random.pick(type.getValues()).name;
    switch (type.name) {
      case 'Int':
      case 'Float':
        return random.chance(this.#wild) ? random.pick(HOSTILE_NUMBERS) : random.below(10);
      case 'Boolean':
        return random.chance(0.5);
      case 'ID':
        return random.chance(this.#wild / 2) ? random.pick(HOSTILE_TEXTS) : random.pick(ids);
      default:
        if (random.chance(this.#wild)) return random.pick(HOSTILE_TEXTS);
        if (type.name === 'DateTime') return random.pick(MOMENTS);
        return /id$/i.test(name) ? random.pick(ids) : random.pick(names);
    }
  }
}

const MOMENTS: readonly string[] = [
  '2020-01-01T00:00:00Z',
  '2026-11-21T12:00:00+01:00',
  '2100-01-01T00:00:00Z',
];

/** The value as it is written in a document. */
function literal(value: unknown, type: GraphQLInputType): string {
  const bare = getNamedType(type);
  if (value === undefined || value === null) return 'null';
  if (Array.isArray(value)) return `[${value.map((each) => literal(each, type)).join(', ')}]`;
  if (typeof value === 'object') {
    const fields = isInputObjectType(bare) ? bare.getFields() : {};
    const parts = Object.entries(value).map(
      ([name, each]) => `${name}: ${literal(each, fields[name]?.type ?? type)}`,
    );
    return `{${parts.join(', ')}}`;
  }
  if (isEnumType(bare) && typeof value === 'string' && /^\w+$/.test(value)) return value;
  return JSON.stringify(value);
}
