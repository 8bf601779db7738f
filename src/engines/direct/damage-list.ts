const MAX_DAMAGES = 100;

/** Sentences about what is damaged: all are counted, a hundred are kept, the last of them says how many follow. */
export class DamageList {
  count = 0;
  readonly #kept: string[] = [];

  add(sentence: string): void {
    this.count++;
    if (this.#kept.length < MAX_DAMAGES) this.#kept.push(sentence);
  }

  sentences(): readonly string[] {
    if (this.count <= MAX_DAMAGES) return this.#kept;
    const shown = MAX_DAMAGES - 1;
    return [...this.#kept.slice(0, shown), `And ${this.count - shown} more damages.`];
  }
}
