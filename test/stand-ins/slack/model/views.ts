import { createHash } from 'node:crypto';
import type { Json, StoredView, ViewValues } from './things.js';
import { initialValues } from './view-values.js';
import type { Workspace } from './workspace.js';

export const STACK_LIMIT = 3;

/** Modals, in a stack per person, and Home tabs. */
export class Views {
  readonly #views = new Map<string, StoredView>();
  readonly #stacks = new Map<string, StoredView[]>();
  readonly #homes = new Map<string, StoredView>();
  #versions = 0;

  constructor(readonly workspace: Workspace) {}

  byId(id: string): StoredView | undefined {
    return this.#views.get(id);
  }

  byExternalId(externalId: string): StoredView | undefined {
    return [...this.#views.values()].find((view) => !view.closed && view.externalId === externalId);
  }

  /** The modals a person has open, the one in front last. */
  stack(user: string): readonly StoredView[] {
    return this.#stacks.get(user) ?? [];
  }

  home(user: string): StoredView | undefined {
    return this.#homes.get(user);
  }

  all(): readonly StoredView[] {
    return [...this.#views.values()].filter((view) => !view.closed);
  }

  /** Opens a new stack; modals that were open are gone. */
  open(user: string, content: Json): StoredView {
    for (const view of this.stack(user)) view.closed = true;
    this.#stacks.set(user, []);
    return this.push(user, content);
  }

  push(user: string, content: Json): StoredView {
    const stack = this.#stacks.get(user) ?? [];
    const previous = stack.at(-1);
    const view = this.#make('modal', user, content, previous);
    this.#stacks.set(user, [...stack, view]);
    this.workspace.changed();
    return view;
  }

  publish(user: string, content: Json): StoredView {
    const published = this.#homes.get(user);
    if (published !== undefined) return this.update(published, content);
    const view = this.#make('home', user, content, undefined);
    this.#homes.set(user, view);
    this.workspace.changed();
    return view;
  }

  /** Other content in the same view. An input with the same block_id, action_id and type keeps what stands in it. */
  update(view: StoredView, content: Json): StoredView {
    view.content = content;
    view.values = kept(view.values, initialValues(content));
    view.errors = {};
    view.hash = this.#hash(content);
    this.workspace.changed();
    return view;
  }

  touched(view: StoredView, values: ViewValues): void {
    view.values = values;
    this.workspace.changed();
  }

  fail(view: StoredView, errors: Record<string, string>): void {
    view.errors = errors;
    this.workspace.changed();
  }

  /** Closes one modal (the one below comes to the front), or the whole stack. */
  close(view: StoredView, which: 'one' | 'all' = 'one'): void {
    const stack = this.stack(view.user);
    const gone = which === 'all' ? stack : [view];
    for (const closing of gone) closing.closed = true;
    this.#stacks.set(
      view.user,
      stack.filter(({ closed }) => !closed),
    );
    this.workspace.changed();
  }

  #make(type: 'modal' | 'home', user: string, content: Json, previous: StoredView | undefined): StoredView {
    const id = this.workspace.ids.next('V');
    const view: StoredView = {
      id,
      teamId: this.workspace.team.id,
      type,
      user,
      rootViewId: previous?.rootViewId ?? id,
      previousViewId: previous?.id ?? null,
      externalId: typeof content.external_id === 'string' ? content.external_id : '',
      content,
      hash: this.#hash(content),
      values: initialValues(content),
      errors: {},
      closed: false,
    };
    this.#views.set(id, view);
    return view;
  }

  #hash(content: Json): string {
    this.#versions += 1;
    const seconds = Math.floor(this.workspace.clock.now() / 1_000);
    const digest = createHash('sha256')
      .update(`${this.#versions} ${JSON.stringify(content)}`)
      .digest('hex');
    return `${seconds}.${digest.slice(0, 8)}`;
  }
}

function kept(before: ViewValues, fresh: ViewValues): ViewValues {
  const result: ViewValues = {};
  for (const [blockId, actions] of Object.entries(fresh)) {
    const block: ViewValues[string] = {};
    for (const [actionId, value] of Object.entries(actions)) {
      const old = before[blockId]?.[actionId];
      block[actionId] = old?.type === value.type ? old : value;
    }
    result[blockId] = block;
  }
  return result;
}
