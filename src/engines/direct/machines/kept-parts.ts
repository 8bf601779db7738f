/** Of a backup of virtual machines: what of the namespaces is theirs, and what of that was kept. */
import { type MachineParts, partKey } from '../../../domain/backup-machine.js';

interface Listed {
  readonly namespace: string;
  readonly name: string;
}

export class KeptParts {
  /** `partKey` of what was kept. */
  readonly kept = new Set<string>();
  readonly #wanted: ReadonlySet<string>;
  readonly #resources: ReadonlySet<string>;

  constructor(machines: readonly MachineParts[]) {
    const parts = machines.flatMap((each) => each.parts);
    this.#wanted = new Set(parts.map(partKey));
    this.#resources = new Set(parts.map(({ resource }) => resource));
  }

  /** Kinds of which nothing is wanted are not read. */
  wants(resource: string): boolean {
    return this.#resources.has(resource);
  }

  has(resource: string, { namespace, name }: Listed): boolean {
    return this.#wanted.has(partKey({ resource, namespace, name }));
  }

  note(resource: string, { namespace, name }: Listed): void {
    this.kept.add(partKey({ resource, namespace, name }));
  }
}
