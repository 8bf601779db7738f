/** What a change of the schema does to those who use the last release, and whether they were told in time. */
import {
  type BreakingChange,
  findBreakingChanges,
  findDangerousChanges,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
} from 'graphql';

/** A change that breaks clients and is meant: what `npm run check:schema` calls it, and why no deprecation went before it. */
export interface AcceptedChange {
  readonly change: string;
  readonly reason: string;
}

export interface SchemaVerdict {
  /** Break clients, and nobody was told. */
  readonly refused: readonly string[];
  /** Break clients: announced by a deprecation whose date has passed, or accepted. */
  readonly allowed: readonly string[];
  /** Break no query; they may surprise a client, as a new value of an enum does. */
  readonly noticed: readonly string[];
  /** Accepted, and no change any more. */
  readonly stale: readonly string[];
}

/** How a deprecation ends: since when, and after which day it may be gone. */
export const DEPRECATION = /\(since (\d{4}-\d{2}-\d{2}), removed after (\d{4}-\d{2}-\d{2})\)$/;

/** @param today ISO 8601, the day alone */
export function judgeSchema(
  released: GraphQLSchema,
  now: GraphQLSchema,
  { accepted, today }: { readonly accepted: readonly AcceptedChange[]; readonly today: string },
): SchemaVerdict {
  const breaking = findBreakingChanges(released, now);
  const names = new Set(breaking.map(nameOf));
  const known = new Set(accepted.map((each) => each.change));
  const isAllowed = (change: BreakingChange) =>
    known.has(nameOf(change)) || isOver(deprecationOf(released, change.description), today);
  return {
    refused: breaking.filter((change) => !isAllowed(change)).map(nameOf),
    allowed: breaking.filter(isAllowed).map(nameOf),
    noticed: findDangerousChanges(released, now).map((each) => `${each.type}: ${each.description}`),
    stale: [...known].filter((change) => !names.has(change)),
  };
}

function nameOf({ type, description }: BreakingChange): string {
  return `${type}: ${description}`;
}

function isOver(reason: string | null | undefined, today: string): boolean {
  const until = DEPRECATION.exec(reason ?? '')?.[2];
  return until !== undefined && until < today;
}

/** Why the element that the change names was deprecated in the release; undefined: it was not. */
function deprecationOf(released: GraphQLSchema, description: string): string | null | undefined {
  const value = /^(\w+) was removed from enum type (\w+)\.$/.exec(description);
  if (value !== null) {
    const type = released.getType(value[2] ?? '');
    return isEnumType(type) ? type.getValue(value[1] ?? '')?.deprecationReason : undefined;
  }
  const part = /^(\w+)\.(\w+)(?: arg (\w+))? was removed\.$/.exec(description);
  const type = released.getType(part?.[1] ?? '');
  if (part === null) return undefined;
  if (isInputObjectType(type)) return type.getFields()[part[2] ?? '']?.deprecationReason;
  if (!isObjectType(type) && !isInterfaceType(type)) return undefined;
  const field = type.getFields()[part[2] ?? ''];
  if (part[3] === undefined) return field?.deprecationReason;
  return field?.args.find((each) => each.name === part[3])?.deprecationReason;
}
