/** What of the whole cluster comes along with virtual machines: what their parts name, and not what serves the rest of their namespaces. */
import { CLOSURE_RULES, type ClosureRule } from '../closure-rules.js';
import { isObject, objectsIn } from '../json-object.js';
import { type ListedObject, parseListed } from '../listed-object.js';
import type { KeptParts } from './kept-parts.js';

const BINDINGS = 'clusterrolebindings.rbac.authorization.k8s.io';
const ACCOUNTS = 'serviceaccounts';

/** Of what is searched for only the rights of accounts that are parts: disks of machines. */
export function closureOfParts(parts: KeptParts): readonly ClosureRule[] {
  return CLOSURE_RULES.flatMap((rule): readonly ClosureRule[] => {
    if (rule.by === 'NAMES') return [rule];
    if (rule.resource !== BINDINGS || !parts.wants(ACCOUNTS)) return [];
    const matches: ClosureRule['matches'] = (object, namespaces) =>
      rule.matches(object, namespaces) && bindsAPart(object, parts);
    return [{ ...rule, matches }];
  });
}

function bindsAPart(object: ListedObject, parts: KeptParts): boolean {
  const binding = parseListed(object);
  return objectsIn(isObject(binding) ? binding.subjects : []).some(
    ({ kind, namespace, name }) =>
      kind === 'ServiceAccount' &&
      typeof namespace === 'string' &&
      typeof name === 'string' &&
      parts.has(ACCOUNTS, { namespace, name }),
  );
}
