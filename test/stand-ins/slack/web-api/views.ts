import { checkView, viewIsTooLarge } from '../block-kit/check-blocks.js';
import { listOf, withIds } from '../block-kit/interactives.js';
import type { Json, StoredView } from '../model/things.js';
import type { Trigger } from '../model/triggers.js';
import { STACK_LIMIT } from '../model/views.js';
import type { StandInCore } from '../stand-in-core.js';
import { type ApiCall, type Method, needed, text } from './api-call.js';
import { PlatformError, withDetails } from './platform-error.js';

export const open: Method = (call) => {
  const content = viewOf(call, 'modal');
  const { user } = exchanged(call);
  return answered(call.core.views.open(user, content), call.core);
};

export const push: Method = (call) => {
  const content = viewOf(call, 'modal');
  const { user, viewId } = exchanged(call);
  const { views } = call.core;
  const from = viewId === undefined ? undefined : views.byId(viewId);
  if (from === undefined || from.closed || from.type !== 'modal') throw new PlatformError('not_found');
  if (views.stack(user).length >= STACK_LIMIT) throw new PlatformError('push_limit_reached');
  return answered(views.push(user, content), call.core);
};

export const update: Method = (call) => {
  const { views } = call.core;
  const viewId = text(call.args, 'view_id');
  const externalId = text(call.args, 'external_id');
  const view = viewId === undefined ? views.byExternalId(externalId ?? '') : views.byId(viewId);
  if (view === undefined || view.closed) throw new PlatformError('not_found');
  const content = viewOf(call, view.type, view);
  assertHash(call, view);
  return answered(views.update(view, content), call.core);
};

export const publish: Method = (call) => {
  const { views, workspace } = call.core;
  const user = workspace.users.get(needed(call.args, 'user_id'));
  if (user === undefined || user.deleted) throw new PlatformError('user_not_found');
  const content = viewOf(call, 'home', views.home(user.id));
  const published = views.home(user.id);
  if (published !== undefined) assertHash(call, published);
  return answered(views.publish(user.id, content), call.core);
};

/** A view as Slack writes it into answers and payloads. */
export function viewJson(view: StoredView, core: StandInCore): Json {
  const { installation } = core.workspace;
  const { content } = view;
  return {
    id: view.id,
    team_id: view.teamId,
    type: view.type,
    blocks: content.blocks,
    private_metadata: content.private_metadata ?? '',
    callback_id: content.callback_id ?? '',
    state: { values: view.values },
    hash: view.hash,
    title: content.title ?? { type: 'plain_text', text: 'View Title' },
    clear_on_close: content.clear_on_close ?? false,
    notify_on_close: content.notify_on_close ?? false,
    close: content.close ?? null,
    submit: content.submit ?? null,
    previous_view_id: view.previousViewId,
    root_view_id: view.rootViewId,
    app_id: installation.appId,
    external_id: view.externalId,
    app_installed_team_id: view.teamId,
    bot_id: installation.botId,
  };
}

/** The view of a call, checked and with ids filled in; also used for `response_action`. Throws PlatformError. */
export function checkedView(
  view: unknown,
  core: StandInCore,
  type: 'modal' | 'home',
  self?: StoredView,
): Json {
  if (view !== undefined && viewIsTooLarge(view)) throw new PlatformError('view_too_large');
  const violations = checkView(view);
  if (violations.length > 0) throw withDetails('invalid_arguments', violations);
  const content = view as Json;
  if (content.type !== type) throw new PlatformError('invalid_arguments');
  const externalId = text(content, 'external_id');
  const taken = externalId === undefined ? undefined : core.views.byExternalId(externalId);
  if (taken !== undefined && taken !== self) throw new PlatformError('duplicate_external_id');
  return { ...content, blocks: withIds(listOf(content.blocks), core.workspace.ids) };
}

function viewOf({ args, core }: ApiCall, type: 'modal' | 'home', self?: StoredView): Json {
  return checkedView(args.view, core, type, self);
}

function exchanged({ args, core }: ApiCall): Trigger {
  const trigger = core.triggers.exchange(needed(args, 'trigger_id'));
  if (typeof trigger === 'string') throw new PlatformError(trigger);
  return trigger;
}

function assertHash({ args }: ApiCall, view: StoredView): void {
  const hash = text(args, 'hash');
  if (hash !== undefined && hash !== view.hash) throw new PlatformError('hash_conflict');
}

function answered(view: StoredView, core: StandInCore): Json {
  return { ok: true, view: viewJson(view, core) };
}
