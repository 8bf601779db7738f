import { describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { rbacManifest } from '../../src/clusters/rbac-manifest.js';
import { InvalidInput } from '../../src/domain/errors/request-errors.js';

const text = rbacManifest({ namespace: 'backup-access', name: 'holdfast' });

function documents(): Record<string, unknown>[] {
  return parseAllDocuments(text).map((document) => document.toJS() as Record<string, unknown>);
}

describe('the manifest of the rights', () => {
  it('makes a ServiceAccount with its token in a namespace of its own, and binds it to its roles', () => {
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
      'ClusterRole holdfast-snapshots',
      'ClusterRoleBinding holdfast-snapshots',
      'ClusterRole holdfast-freeze',
      'ClusterRoleBinding holdfast-freeze',
    ]);
  });

  const rulesOf = (name: string) => {
    const role = documents().find(
      (each) => each.kind === 'ClusterRole' && (each.metadata as { name: string }).name === name,
    );
    return (role?.rules ?? []) as { verbs: string[]; resources?: string[] }[];
  };

  it('gives reading of everything, changes of snapshots, and nothing else', () => {
    const verbs = rulesOf('holdfast-read').flatMap((rule) => rule.verbs);
    expect(new Set(verbs)).toEqual(new Set(['get', 'list']));
    const changed = rulesOf('holdfast-snapshots').flatMap((rule) => rule.resources ?? []);
    expect(changed).toEqual(['volumesnapshots', 'volumesnapshotcontents']);
  });

  it('leaves writing everything to the person: its lines are comments that are a manifest without their "#"', () => {
    const lines = text.split('\n');
    const from = lines.indexOf('#---') + 1;
    const optional = lines
      .slice(from)
      .map((line) => line.replace(/^#/, ''))
      .join('\n');
    const [role] = parseAllDocuments(optional).map((each) => each.toJS() as Record<string, unknown> | null);
    expect(role).toMatchObject({ kind: 'ClusterRole', metadata: { name: 'holdfast-restore' } });
  });

  it('gives commands in containers only where that is asked, by the verbs of old and new clusters', () => {
    const more = rbacManifest({ namespace: 'backup-access', name: 'holdfast', exec: true });
    const roles = parseAllDocuments(more).map((each) => each.toJS() as Record<string, unknown>);
    expect(more.startsWith(text.slice(0, 100))).toBe(true);
    expect(roles.slice(-2)).toMatchObject([
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
