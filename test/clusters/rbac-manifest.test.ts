import { describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { rbacManifest } from '../../src/clusters/rbac-manifest.js';
import { InvalidInput } from '../../src/domain/errors.js';

const text = rbacManifest({ namespace: 'backup-access', name: 'holdfast' });

function documents(): Record<string, unknown>[] {
  return parseAllDocuments(text).map((document) => document.toJS() as Record<string, unknown>);
}

describe('the manifest of the rights', () => {
  it('makes a ServiceAccount with its token in a namespace of its own, and binds it to one role', () => {
    const made = documents().map((each) => {
      const { name, namespace } = each.metadata as { name: string; namespace?: string };
      return `${each.kind} ${namespace === undefined ? '' : `${namespace}/`}${name}`;
    });
    expect(made).toEqual([
      'Namespace backup-access',
      'ServiceAccount backup-access/holdfast',
      'Secret backup-access/holdfast-token',
      'ClusterRole holdfast-read',
      'ClusterRoleBinding holdfast-read',
    ]);
  });

  it('gives reading and nothing else', () => {
    const role = documents().find((each) => each.kind === 'ClusterRole');
    const verbs = ((role?.rules ?? []) as { verbs: string[] }[]).flatMap((rule) => rule.verbs);
    expect(new Set(verbs)).toEqual(new Set(['get', 'list']));
  });

  it('gives commands in containers only where that is asked, by the verbs of old and new clusters', () => {
    const more = rbacManifest({ namespace: 'backup-access', name: 'holdfast', exec: true });
    const roles = parseAllDocuments(more).map((each) => each.toJS() as Record<string, unknown>);
    expect(more.startsWith(text.slice(0, 100))).toBe(true);
    expect(roles.slice(5)).toMatchObject([
      {
        kind: 'ClusterRole',
        rules: [{ apiGroups: [''], resources: ['pods/exec'], verbs: ['get', 'create'] }],
      },
      { kind: 'ClusterRoleBinding', roleRef: { name: 'holdfast-exec' } },
    ]);
    expect(text).not.toContain('pods/exec"');
  });

  it('says aloud that Secrets are read, and how to come to a kubeconfig, in lines that can be pasted', () => {
    expect(text).toContain('INCLUDE READING EVERY SECRET');
    expect(text).toContain('kubectl -n backup-access create token holdfast');
    expect(text).toContain('holdfast cluster add');
  });

  it.each([
    { namespace: 'a b', name: 'x' },
    { namespace: 'a', name: 'x\nkind: Evil' },
    { namespace: '', name: '' },
  ])('takes names only that need no quotes: %j', (names) => {
    expect(() => rbacManifest(names)).toThrow(InvalidInput);
  });
});
