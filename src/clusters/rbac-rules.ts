/** What each ClusterRole of the account of Holdfast may do, as it stands under `rules:`. */

export const READ = `  # Everything, Secrets and custom resources included, also kinds that are installed later.
  - apiGroups: ["*"]
    resources: ["*"]
    verbs: ["get", "list"]
  - nonResourceURLs: ["/version", "/api", "/api/*", "/apis", "/apis/*"]
    verbs: ["get"]
`;

export const SNAPSHOTS = `  - apiGroups: ["snapshot.storage.k8s.io"]
    resources: ["volumesnapshots"]
    verbs: ["create", "delete"]
  # A snapshot must outlive its namespace: its content is put on Retain, and back on Delete when the backup goes. Restores make one.
  - apiGroups: ["snapshot.storage.k8s.io"]
    resources: ["volumesnapshotcontents"]
    verbs: ["create", "patch", "delete"]
`;

export const FREEZE = `  - apiGroups: ["subresources.kubevirt.io"]
    resources: ["virtualmachineinstances/freeze", "virtualmachineinstances/unfreeze"]
    verbs: ["update"]
`;

/** From Kubernetes 1.35 on a WebSocket needs `create`; before, `get`. */
export const EXEC = `  - apiGroups: [""]
    resources: ["pods/exec"]
    verbs: ["get", "create"]
`;

export const EXEC_WARNING = `---
# Commands of rules in containers. WHOEVER HAS THIS MAY DO IN EVERY CONTAINER WHAT THE CONTAINER MAY DO.
# Leave it out where no schedule names a rule; for some namespaces only, make it a Role and a RoleBinding there.
`;

/** Wherever Stork takes instructions: in which namespace, its installation says. */
export const STORK = `  - apiGroups: ["stork.libopenstorage.org"]
    resources: ["applicationbackups", "applicationrestores", "backuplocations", "rules"]
    verbs: ["get", "list", "watch", "create", "patch", "delete"]
`;

export const STORK_WARNING = `---
# Instructions for Stork. WHOEVER HAS THIS LETS STORK READ AND WRITE EVERY NAMESPACE, WITH ITS OWN RIGHTS.
# To narrow it, make it a Role and a RoleBinding in the admin namespace of Stork (kube-system, unless it was told otherwise).
`;

/** Whoever may write everything is an administrator of the cluster. */
export const RESTORE = `  - apiGroups: ["*"]
    resources: ["*"]
    verbs: ["create", "update", "patch", "delete", "bind", "escalate"]
`;
