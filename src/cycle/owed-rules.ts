/** Post rules and thaws that no run will see to any more: of backups that have ended, or are gone. The sweep runs them. */
import type { OpenRules } from '../domain/ports/rule-stores.js';
import { GuestTurns } from './guest-turns.js';
import { thawMachines } from './machine-thaw.js';
import { runRule } from './run-rule.js';
import type { CycleWorld } from './world.js';

/** One try, all its commands together; nobody else tries it meanwhile. */
const CLAIM_MS = 10 * 60_000;
const TRY_MS = CLAIM_MS - 30_000;
const FIRST_PAUSE_MS = 30_000;
const LONGEST_PAUSE_MS = 60 * 60_000;
/** After so long nothing of it can be frozen by us that somebody has not mended by hand. */
const GIVEN_UP_MS = 24 * 60 * 60_000;

type World = Pick<CycleWorld, 'work' | 'clusters' | 'machines' | 'clock' | 'log'>;

/** @returns how many were seen to */
export async function payOwedRules(world: World, signal: AbortSignal): Promise<number> {
  let paid = 0;
  while (!signal.aborted) {
    const owed = await world.work.stores.ruleRuns.claimOwed(CLAIM_MS);
    if (owed === undefined) return paid;
    paid += 1;
    await payOne(world, owed, signal);
  }
  return paid;
}

async function payOne(world: World, owed: OpenRules, outer: AbortSignal): Promise<void> {
  const { ruleRuns } = world.work.stores;
  const { backupId, attempt, clusterId, namespaces, post: rule, tries } = owed;
  const signal = AbortSignal.any([outer, AbortSignal.timeout(TRY_MS)]);
  let incomplete = false;
  try {
    await ruleRuns.abandon(backupId);
    incomplete = await mayBeFrozen(world, owed, signal);
    if (rule !== null) {
      const results = (await ruleRuns.resultsOf([backupId])).get(backupId) ?? [];
      const before = new Set(
        results.filter(({ kind }) => kind === 'PRE').map(({ namespace, pod }) => `${namespace}/${pod}`),
      );
      const of = { rule, backupId, attempt, clusterId, namespaces, before };
      const outcome = await runRule(world, { kind: 'POST', ...of, signal, leave: signal });
      incomplete ||= outcome.incomplete;
    }
  } catch (error) {
    incomplete = true;
    world.log.warn({ backupId, err: error }, 'a post rule that is owed could not be run');
  }
  if (incomplete && world.clock.now().getTime() - owed.openedAt.getTime() < GIVEN_UP_MS) {
    const delay = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** Math.min(tries - 1, 10));
    await ruleRuns.postpone(backupId, delay);
    return;
  }
  if (incomplete)
    world.log.error({ backupId, clusterId }, 'a post rule could not be run for a day and is given up');
  await ruleRuns.close(backupId, attempt);
}

/** What goes wrong with guests keeps nobody from the post rule. */
async function mayBeFrozen(world: World, owed: OpenRules, leave: AbortSignal): Promise<boolean> {
  const { backupId, clusterId, machines, tries } = owed;
  // The first try was after the run, which froze them, and this one is a pause after that.
  const longAgo = tries > 1;
  try {
    // The backup has ended: whichever attempt it was.
    const turns = new GuestTurns(world, { clusterId, backupId, attempt: null });
    return (await thawMachines(world, machines, { clusterId, turns, leave, longAgo })).faults.length > 0;
  } catch (error) {
    world.log.warn({ backupId, err: error }, 'guests that may be frozen could not be thawed');
    return true;
  }
}
