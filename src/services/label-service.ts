/** Labels of anything that has them: some are set, some taken away, by the edit of the resource itself. */
import type { Actor } from '../domain/identity.js';
import {
  changedLabels,
  type LabelChange,
  type LabelledResource,
  labelChangeFaults,
} from '../domain/label-change.js';
import type { Labels } from '../domain/names.js';
import { refuse } from './faults.js';

export interface Labelled {
  readonly id: string;
  readonly labels: Labels;
  readonly version: number;
}

/** What each service of a labelled resource offers. */
interface LabelledService {
  get(id: string, viewer: Actor): Promise<Labelled>;
  edit(
    id: string,
    change: { readonly expectedVersion: number; readonly labels: Labels },
    actor: Actor,
  ): Promise<Labelled>;
}

export interface LabelRequest extends LabelChange {
  readonly resource: LabelledResource;
  readonly id: string;
  readonly expectedVersion: number;
}

export class LabelService {
  constructor(private readonly services: Readonly<Record<LabelledResource, LabelledService>>) {}

  /**
   * The labels that are read belong to the expected version, or the edit refuses it.
   * @throws NotFound, Forbidden, InvalidInput, OperationNotAllowed, VersionConflict
   */
  async change({ resource, id, expectedVersion, ...change }: LabelRequest, actor: Actor): Promise<Labelled> {
    refuse(labelChangeFaults(change));
    const service = this.services[resource];
    const { labels } = await service.get(id, actor);
    return service.edit(id, { expectedVersion, labels: changedLabels(labels, change) }, actor);
  }
}
