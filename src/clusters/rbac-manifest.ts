import { type FieldFault, InvalidInput } from '../domain/errors/request-errors.js';
import { isNamespaceName } from '../domain/names.js';
import { EXEC, EXEC_WARNING, FREEZE, READ, RESTORE, SNAPSHOTS, STORK, STORK_WARNING } from './rbac-rules.js';

/**
 * What `kubectl apply -f -` makes on a cluster so that Holdfast can read it and make snapshots, with the steps to a kubeconfig as comments. Both names
 * are DNS labels. Source: design 5 (plan: get and list cluster-wide).
 * @throws InvalidInput
 */
export function rbacManifest({
  namespace,
  name,
  exec = false,
  stork = false,
}: {
  readonly namespace: string;
  readonly name: string;
  /** Also the right to run the commands of rules in containers. */
  readonly exec?: boolean;
  /** Also the rights to tell Stork what to do: for a federated cluster. */
  readonly stork?: boolean;
}): string {
  const faults: FieldFault[] = Object.entries({ namespace, name })
    .filter(([, value]) => !isNamespaceName(value))
    .map(([path]) => ({ path, message: 'is no DNS label: use lower case letters, digits and "-"' }));
  if (faults.length > 0) throw new InvalidInput(faults);
  const account = { namespace, name };
  const file = `${name}.kubeconfig`;
  return `# Access for Holdfast, to be applied by an administrator of the cluster:
#
#   kubectl apply -f <this file>
#
# THESE RIGHTS INCLUDE READING EVERY SECRET OF THE CLUSTER: a backup without Secrets could not be restored. Guard the
# credential as you guard an administrator's: Secrets hold the rights of others, and "get" on everything includes
# subresources such as nodes/proxy and, before Kubernetes 1.35, pods/exec over WebSockets. Holdfast itself only reads, but for
# the snapshots of volumes (the second role; without it backups hold no data of volumes, and say so) and for restores, whose
# role stands at the end and is yours to add.
# They are cluster-wide on purpose: with rights in single namespaces only, a namespace that was deleted answers
# "forbidden" instead of "not found", and a backup could not tell the two apart.
#
# To restore, Holdfast must be allowed to make what comes back: docs/restores.md says how to give it that for a while.
#
# Then make the kubeconfig, on the machine from which you use kubectl (sh, with the present context):
#
#   umask 077
#   SERVER=$(kubectl config view --minify -o jsonpath='{.clusters[0].cluster.server}')
#   kubectl config view --minify --flatten --raw -o jsonpath='{.clusters[0].cluster.certificate-authority-data}' | base64 -d > ca.crt
#   TOKEN=$(kubectl -n ${namespace} get secret ${name}-token -o jsonpath='{.data.token}' | base64 -d)
#   kubectl config --kubeconfig=${file} set-cluster cluster --server="$SERVER" --certificate-authority=ca.crt --embed-certs
#   kubectl config --kubeconfig=${file} set-credentials ${name} --token="$TOKEN"
#   kubectl config --kubeconfig=${file} set-context ${name} --cluster=cluster --user=${name}
#   kubectl config --kubeconfig=${file} use-context ${name}
#   holdfast cluster add <name> --kubeconfig ${file} && rm ${file} ca.crt
#
# Leave --certificate-authority and --embed-certs out when ca.crt is empty (a public authority signed the server).
#
# The token of the Secret below does not expire; deleting the Secret revokes it. For one that expires leave the Secret
# out, use this instead, and give Holdfast a new kubeconfig before the end:
#
#   TOKEN=$(kubectl -n ${namespace} create token ${name} --duration=720h)
apiVersion: v1
kind: Namespace
metadata:
  name: ${namespace}
---
apiVersion: v1
kind: ServiceAccount
metadata:
  name: ${name}
  namespace: ${namespace}
---
apiVersion: v1
kind: Secret
metadata:
  name: ${name}-token
  namespace: ${namespace}
  annotations:
    kubernetes.io/service-account.name: ${name}
type: kubernetes.io/service-account-token
---
${clusterRole(account, 'read', READ)}---
${clusterRole(account, 'snapshots', SNAPSHOTS)}---
# Guests of KubeVirt virtual machines are frozen for their snapshots and thawed again. Harmless where there is no KubeVirt.
${clusterRole(account, 'freeze', FREEZE)}${exec ? EXEC_WARNING + clusterRole(account, 'exec', EXEC) : ''}${stork ? STORK_WARNING + clusterRole(account, 'stork', STORK) : ''}# To restore into this cluster, too, take the "#" off the lines below. Whoever may write everything is an administrator of the
# cluster; "bind" and "escalate" let Holdfast bring Roles and their bindings back.
${commentedOut(`---\n${clusterRole(account, 'restore', RESTORE)}`)}`;
}

interface Account {
  readonly namespace: string;
  readonly name: string;
}

/** A ClusterRole of the account and its binding. @param rules as they stand under `rules:` */
function clusterRole({ namespace, name }: Account, role: string, rules: string): string {
  return `apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  name: ${name}-${role}
rules:
${rules}---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata:
  name: ${name}-${role}
roleRef:
  apiGroup: rbac.authorization.k8s.io
  kind: ClusterRole
  name: ${name}-${role}
subjects:
  - kind: ServiceAccount
    name: ${name}
    namespace: ${namespace}
`;
}

function commentedOut(text: string): string {
  return text.replaceAll(/^(?=.)/gm, '#');
}
