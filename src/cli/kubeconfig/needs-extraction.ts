import type { ChosenContext } from './chosen-context.js';
import { type LocalKubeconfig, text } from './local-kubeconfig.js';

const FILES_OF_CLUSTERS = ['certificate-authority'];
const FILES_OF_USERS = ['client-certificate', 'client-key', 'tokenFile', 'token-file'];

/** Whether the file as it is would be of no use to the server, or would tell it of more than the one cluster. */
export function needsExtraction(
  { files, contexts, users, clusters }: LocalKubeconfig,
  { cluster, user }: ChosenContext,
): boolean {
  const several = [files.length, contexts.size, users.size, clusters.size].some((number) => number > 1);
  return (
    several ||
    user.fields.exec != null ||
    FILES_OF_CLUSTERS.some((field) => text(cluster.fields[field]) !== undefined) ||
    FILES_OF_USERS.some((field) => text(user.fields[field]) !== undefined)
  );
}
