import { TypedDocumentString } from './generated/graphql.js';

/** Written by hand as long as the schema has no `clusterAccessManifest`: generation refuses an operation that it does not know. */
export const ClusterAccessManifestDocument = new TypedDocumentString<
  { readonly clusterAccessManifest: string },
  { readonly namespace: string; readonly name: string }
>(`query ClusterAccessManifest($namespace: String!, $name: String!) {
  clusterAccessManifest(namespace: $namespace, name: $name)
}`);
