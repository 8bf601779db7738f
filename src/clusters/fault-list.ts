import { type FieldFault, InvalidInput } from '../domain/errors/request-errors.js';

/** Gathers every fault of one input, so that a person mends them in one go. */
export class FaultList {
  readonly #faults: FieldFault[] = [];

  add(path: string, message: string): undefined {
    this.#faults.push({ path, message });
    return undefined;
  }

  get count(): number {
    return this.#faults.length;
  }

  /** @throws InvalidInput with all of them */
  throwIfAny(): void {
    if (this.#faults.length > 0) throw new InvalidInput(this.#faults);
  }
}
