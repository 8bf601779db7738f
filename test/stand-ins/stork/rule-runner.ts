import { isObject, type JsonObject, listAt, objectAt, textAt } from '../kubernetes/json.js';
import { metadataOf } from './stork-objects.js';
import type { StorkContext } from './stork-stand-in.js';

interface RuleRun {
  readonly kind: 'pre' | 'post';
  readonly namespaces: readonly string[];
}

/** Facts 1.7. A selector that matches no pod is no error. @returns what went wrong */
export function runRule(stork: StorkContext, rule: JsonObject | undefined, run: RuleRun): string | undefined {
  for (const item of listAt(rule, 'rules').filter(isObject)) {
    for (const action of listAt(item, 'actions').filter(isObject)) {
      if (action.background === true && run.kind === 'post')
        return 'background actions are not supported for post exec rules';
      const command = textAt(action, 'value') ?? '';
      for (const name of run.namespaces) {
        const pods = podsOf(stork, name, objectAt(item, 'podSelector'));
        for (const pod of action.runInSinglePod === true ? pods.slice(0, 1) : pods) {
          stork.commands.push(`${run.kind} ${name}/${pod}: ${command}`);
          if (command.includes('exit 1')) return `error executing rule: command terminated with exit code 1`;
        }
      }
    }
  }
  return undefined;
}

function podsOf(stork: StorkContext, namespace: string, selector: JsonObject): readonly string[] {
  return stork.objects
    .in('pods', namespace)
    .filter((pod) => objectAt(pod, 'status').phase === 'Running')
    .filter((pod) => {
      const labels = objectAt(objectAt(pod, 'metadata'), 'labels');
      return Object.entries(selector).every(([key, value]) => labels[key] === value);
    })
    .map((pod) => metadataOf(pod).name);
}
