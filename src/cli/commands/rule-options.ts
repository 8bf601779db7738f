/** How commands name the rules of a backup or a schedule. */
import type { Command } from 'commander';
import { execRuleId } from '../find-by-name.js';
import type { Session } from '../session.js';

export interface RuleOptions {
  readonly preRule?: string;
  readonly postRule?: string;
}

export function withRules(command: Command, orNone = ''): Command {
  return command
    .option('--pre-rule <rule>', `a rule to run before the volumes, by name or id${orNone}`)
    .option('--post-rule <rule>', `a rule to run when they are cut, by name or id${orNone}`);
}

/** Only what was given. "none" takes it away, where that is meant. */
export async function rulesIn(
  session: Session,
  { preRule, postRule }: RuleOptions,
  { removable = false }: { readonly removable?: boolean } = {},
) {
  const idOf = async (reference: string) =>
    removable && reference === 'none' ? null : await execRuleId(session, reference);
  return {
    ...(preRule !== undefined && { preRuleId: await idOf(preRule) }),
    ...(postRule !== undefined && { postRuleId: await idOf(postRule) }),
  };
}
