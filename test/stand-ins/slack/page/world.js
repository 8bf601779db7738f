// What the page knows, and how it asks for more.

/** The last state of the workspace, and what this page looks at. */
export const world = {
  /** @type {any} */
  state: undefined,
  /** Id of the person who acts. */
  actor: '',
  /** Id of the channel shown; `home` for the Home tab of the app. */
  place: '',
  /** ts of the thread shown beside. */
  thread: '',
};

export function user(id) {
  return world.state.users.find((one) => one.id === id);
}

export function channel(id) {
  return world.state.channels.find((one) => one.id === id);
}

export function view(id) {
  return world.state.views.find((one) => one.id === id);
}

/** How somebody is called on the page. */
export function nameOf(id) {
  return user(id)?.realName ?? id;
}

/** Time zone of the person who looks. */
export function readerZone() {
  return user(world.actor)?.tz ?? 'UTC';
}

/** The modal in front of the person who acts. */
export function frontView() {
  const id = user(world.actor)?.stack.at(-1);
  return id === undefined ? undefined : view(id);
}

/**
 * Runs a command of the control server as the person who acts.
 * @returns {Promise<any>} its answer; throws an Error with the reason
 */
export async function command(name, body = {}) {
  const answer = await fetch(`/${name}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ user: world.actor, ...body }),
  });
  const result = await answer.json();
  if (!answer.ok) throw new Error(result.error);
  return result;
}

export async function readState() {
  const answer = await fetch('/_state');
  world.state = await answer.json();
  return world.state;
}

/** Calls back after every change of the workspace; several changes while it reads are one. */
export function watchChanges(onChange, onLost) {
  let busy = false;
  let again = false;
  const read = async () => {
    if (busy) {
      again = true;
      return;
    }
    busy = true;
    try {
      await onChange();
    } catch {
      onLost();
    }
    busy = false;
    if (again) {
      again = false;
      await read();
    }
  };
  const stream = new EventSource('/_changes');
  stream.onmessage = read;
  stream.onopen = read;
  stream.onerror = onLost;
}
