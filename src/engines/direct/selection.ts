import { keepsKind, type ResourceFilter } from '../../domain/resource-filter.js';
import { type ApiKind, ownerName, resourceName } from './api-kind.js';
import type { ListedObject } from './listed-object.js';
import type { KeptParts } from './machines/kept-parts.js';
import { OwnersKept } from './owners-kept.js';
import {
  KIND_RULES,
  OBJECT_RULES,
  type ObjectRule,
  OWNED_BY_CONTROLLER,
  RULES_FOR_PARTS,
  type SkipContext,
} from './skip-rules.js';

/** The kinds whose objects a backup of namespaces reads: namespaced, able to be listed, read and made again. */
export function kindsToRead(kinds: readonly ApiKind[], filter: ResourceFilter | null = null): ApiKind[] {
  return readableKinds(kinds).filter((kind) => keepsKind(filter, resourceName(kind)));
}

function readableKinds(kinds: readonly ApiKind[]): ApiKind[] {
  return kinds.filter(
    (kind) =>
      kind.namespaced &&
      ['list', 'get', 'create'].every((verb) => kind.verbs.includes(verb)) &&
      !KIND_RULES.some((rule) => rule.kinds.some((pattern) => namesOfPattern(pattern, kind))),
  );
}

/** Whether a word of the table means the kind. */
export function namesOfPattern(pattern: string, kind: ApiKind): boolean {
  return pattern.startsWith('*.') ? pattern.slice(2) === kind.group : pattern === resourceName(kind);
}

/** The kinds that virtual machines are made of, also those that a backup of namespaces leaves out. */
export function kindsOfParts(kinds: readonly ApiKind[], parts: KeptParts): ApiKind[] {
  return kinds.filter(
    (kind) => kind.namespaced && kind.verbs.includes('list') && parts.wants(resourceName(kind)),
  );
}

interface KindRules {
  readonly rules: readonly ObjectRule[];
  readonly context: SkipContext;
}

/**
 * Decides over the objects of one backup, and remembers what it left out: how many by each rule, and which dependents
 * relied on an owner, so that they can be read again should the owner's kind turn out to be unreadable.
 */
export class Selection {
  readonly skipped = new Map<string, number>();
  /** `<namespace>/<name>` of the Services that have a selector; filled while Services are read. */
  readonly selectingServices = new Set<string>();
  /** Null: every object of a kind that is read is there, so its dependents are made anew. */
  readonly owners: OwnersKept | null;
  readonly #ownersRead: ReadonlySet<string>;
  readonly #rules = new Map<ApiKind, KindRules>();
  /** Kind of the dependents → `Kind.group` of their owners → namespaces. */
  readonly #dependents = new Map<ApiKind, Map<string, Set<string>>>();

  constructor(
    kinds: readonly ApiKind[],
    filter: ResourceFilter | null = null,
    /** Only what is a part of these virtual machines. */
    private readonly parts: KeptParts | null = null,
  ) {
    this.owners = filter?.labelSelector == null ? null : new OwnersKept();
    this.#ownersRead = new Set(kinds.map(ownerName));
  }

  keeps(kind: ApiKind, object: ListedObject): boolean {
    const resource = resourceName(kind);
    if (this.parts?.has(resource, object) === false) return false;
    if (this.ruleAgainst(kind, object) !== undefined) return false;
    this.parts?.note(resource, object);
    return true;
  }

  /** The word of the rule that leaves the object out; undefined: it is kept. */
  ruleAgainst(kind: ApiKind, object: ListedObject): string | undefined {
    const { rules, context } = this.#rulesFor(kind);
    const rule = rules.find((each) => each.matches(object, context));
    if (rule === undefined) {
      this.owners?.kept(object);
      return undefined;
    }
    this.skipped.set(rule.id, (this.skipped.get(rule.id) ?? 0) + 1);
    if (rule.id === OWNED_BY_CONTROLLER) {
      this.#noteDependent(kind, object);
      if (this.keepsWithoutOwner(kind, object)) this.owners?.left(kind, object);
    }
    return rule.id;
  }

  /** Whether an object that was left out for its owner is kept once the owner does not count. */
  keepsWithoutOwner(kind: ApiKind, object: ListedObject): boolean {
    const { rules, context } = this.#rulesFor(kind);
    return rules.every((rule) => rule.id === OWNED_BY_CONTROLLER || !rule.matches(object, context));
  }

  /** The kinds and namespaces in which dependents of this owner were left out. */
  dependentsOf(owner: ApiKind): { readonly kind: ApiKind; readonly namespaces: ReadonlySet<string> }[] {
    return [...this.#dependents].flatMap(([kind, owners]) => {
      const namespaces = owners.get(ownerName(owner));
      return namespaces === undefined ? [] : [{ kind, namespaces }];
    });
  }

  #rulesFor(kind: ApiKind): KindRules {
    const known = this.#rules.get(kind);
    if (known !== undefined) return known;
    const rules = {
      // What a machine names is kept whoever made it: nobody makes it anew as it was.
      rules: (this.parts === null ? OBJECT_RULES : RULES_FOR_PARTS).filter(
        (rule) => rule.kinds?.includes(resourceName(kind)) ?? true,
      ),
      context: { kind, ownersRead: this.#ownersRead, selectingServices: this.selectingServices },
    };
    this.#rules.set(kind, rules);
    return rules;
  }

  #noteDependent(kind: ApiKind, { controller, namespace }: ListedObject): void {
    if (controller === null) return;
    const owners = this.#dependents.get(kind) ?? new Map<string, Set<string>>();
    this.#dependents.set(kind, owners);
    const namespaces = owners.get(controller) ?? new Set();
    owners.set(controller, namespaces.add(namespace));
  }
}
