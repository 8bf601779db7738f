import { createHash } from 'node:crypto';
import { type JsonObject, type JsonValue, listAt, objectAt } from '../json.js';
import type { StandInStore } from '../stand-in-store.js';

/** Something that can be put into a cluster. */
export interface WorldPart {
  /** Puts it there, and its namespace too where that is missing. */
  into(store: StandInStore): void;
}

export function build(store: StandInStore, ...parts: readonly WorldPart[]): void {
  for (const part of parts) part.into(store);
}

export interface OwnerReference {
  readonly [key: string]: JsonValue;
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  readonly uid: string;
  readonly controller: boolean;
  readonly blockOwnerDeletion: boolean;
}

/** The same uid for the same object in every run. */
export function uidFor(kind: string, namespace: string, name: string): string {
  const hex = createHash('sha1').update(`${kind}/${namespace}/${name}`).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

export const builtAt = '2026-10-05T08:30:00Z';

interface Identity {
  /** As the store names it: `deployments.apps`. */
  readonly resource: string;
  readonly apiVersion: string;
  readonly kind: string;
  /** Absent for cluster-scoped objects. */
  readonly namespace?: string;
  readonly name: string;
}

/** One object, complete as it would be found in a cluster. Every `with…` gives a new builder. */
export class ObjectBuilder implements WorldPart {
  constructor(
    readonly identity: Identity,
    readonly object: JsonObject,
  ) {}

  static of(identity: Identity, content: JsonObject): ObjectBuilder {
    const { apiVersion, kind, namespace = '', name } = identity;
    return new ObjectBuilder(identity, {
      apiVersion,
      kind,
      metadata: {
        name,
        namespace,
        uid: uidFor(kind, namespace, name),
        creationTimestamp: builtAt,
      },
      ...content,
    });
  }

  withLabels(labels: Readonly<Record<string, string>>): ObjectBuilder {
    return this.#withMetadata({ labels: { ...objectAt(this.#metadata, 'labels'), ...labels } });
  }

  withAnnotations(annotations: Readonly<Record<string, string>>): ObjectBuilder {
    return this.#withMetadata({
      annotations: { ...objectAt(this.#metadata, 'annotations'), ...annotations },
    });
  }

  withFinalizers(...finalizers: readonly string[]): ObjectBuilder {
    return this.#withMetadata({ finalizers: [...listAt(this.#metadata, 'finalizers'), ...finalizers] });
  }

  ownedBy(owner: ObjectBuilder): ObjectBuilder {
    return this.#withMetadata({ ownerReferences: [owner.reference()] });
  }

  withManagedFields(entries: readonly JsonValue[]): ObjectBuilder {
    return this.#withMetadata({ managedFields: entries });
  }

  /** Marked for deletion and held by a finalizer. */
  beingDeleted(): ObjectBuilder {
    return this.withFinalizers('example.io/hold').#withMetadata({
      deletionTimestamp: builtAt,
      deletionGracePeriodSeconds: 0,
    });
  }

  /** Top-level fields, replaced as a whole. */
  with(content: JsonObject): ObjectBuilder {
    return new ObjectBuilder(this.identity, { ...this.object, ...content });
  }

  /** Fields of `spec`, replaced one by one. */
  withSpec(spec: JsonObject): ObjectBuilder {
    return this.with({ spec: { ...objectAt(this.object, 'spec'), ...spec } });
  }

  reference(): OwnerReference {
    const { apiVersion, kind, namespace = '', name } = this.identity;
    const uid = uidFor(kind, namespace, name);
    return { apiVersion, kind, name, uid, controller: true, blockOwnerDeletion: true };
  }

  into(store: StandInStore): void {
    const { namespace, resource } = this.identity;
    if (namespace !== undefined && !store.hasNamespace(namespace)) store.createNamespace(namespace);
    store.load(resource, this.object);
  }

  get #metadata(): JsonObject {
    return objectAt(this.object, 'metadata');
  }

  #withMetadata(fields: JsonObject): ObjectBuilder {
    return this.with({ metadata: { ...this.#metadata, ...fields } });
  }
}
