/**
 * When what a look saw counts. The world may say something else with each look: a load balancer with one bad server, a share
 * that comes and goes. A state that follows every look tells people nothing, and floods events and alerts. Pure.
 */

/** What a prober remembers of its last looks at one thing. */
export interface LookMemory {
  /** What the last look saw: OK or why it failed; null: it was never looked at. */
  readonly last: string | null;
  /** How many looks in a row saw that. */
  readonly alike: number;
  /** How many looks in a row have failed, whatever the reason. */
  readonly failures: number;
  /** How often the state changed since it last held still for `LOOKS_TO_HOLD` looks. */
  readonly unrest: number;
}

export const NO_LOOK: LookMemory = { last: null, alike: 0, failures: 0, unrest: 0 };

/** Failures that pass by themselves: only so many in a row take a good state away. */
export const LOOKS_TO_FAIL = 3;
/** So many looks in a row that see the same are rest. */
export const LOOKS_TO_HOLD = 3;
/** After so many changes without rest a thing is restless: then only what holds counts, either way. */
const RESTLESS = 2;
/** A reason that may pass takes the place of another when it was seen twice in a row. */
const LOOKS_TO_REPLACE = 2;

export interface Look<S extends string, R extends string> {
  /** What it would mean by itself. */
  readonly state: S;
  readonly reason: R;
  readonly ok: boolean;
  /** It failed with something that may pass by itself. */
  readonly mayPass: boolean;
}

export interface Standing<S extends string, R extends string> {
  readonly state: S;
  readonly reason: R;
  readonly looks: LookMemory;
}

/**
 * What is so after the look. `asked`: a person asked for it, so it counts at once.
 * @param good the state that a single passing failure does not take away
 */
export function afterLook<S extends string, R extends string>(
  look: Look<S, R>,
  before: Standing<S, R>,
  { good, asked }: { readonly good: S; readonly asked: boolean },
): Standing<S, R> {
  const memory = before.looks;
  const alike = memory.last === look.reason ? memory.alike + 1 : 1;
  const failures = look.ok ? 0 : memory.failures + 1;
  const looks = { last: look.reason, alike, failures };
  // A first look has nothing to hold on to.
  const first = memory.last === null && before.state !== good;
  const counts = asked || first || isDue(look, before, { good, alike, failures });
  const state = counts ? look.state : before.state;
  const moved = state !== before.state && memory.last !== null;
  // What is down by changing reasons is down all the same.
  const still = Math.max(alike, failures) >= LOOKS_TO_HOLD;
  const unrest = still ? 0 : memory.unrest + (moved ? 1 : 0);
  return { state, reason: counts ? look.reason : before.reason, looks: { ...looks, unrest } };
}

function isDue<S extends string, R extends string>(
  { ok, state, reason, mayPass }: Look<S, R>,
  before: Standing<S, R>,
  { good, alike, failures }: { readonly good: S; readonly alike: number; readonly failures: number },
): boolean {
  if (state === before.state && reason === before.reason) return true;
  if (state !== before.state && before.looks.unrest >= RESTLESS)
    return (ok ? alike : failures) >= LOOKS_TO_HOLD;
  if (!mayPass) return true;
  return before.state === good ? failures >= LOOKS_TO_FAIL : alike >= LOOKS_TO_REPLACE;
}
