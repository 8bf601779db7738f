/** Kinds as kubectl names them: `configmaps`, `deployments.apps`, `tls-routes.example.com`. */

/** RFC 1123: a label for the plural, a subdomain for the group; 253 characters at most together. */
const NAME = /^(?=.{1,253}$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?)?$/;
/** What a message quotes of a word that is none. */
const MAX_QUOTED = 80;

export function isResourceName(word: string): boolean {
  return NAME.test(word);
}

/** What is said of a word that names no kind. */
export function noResourceName(word: string): string {
  const quoted = JSON.stringify(word.length > MAX_QUOTED ? `${word.slice(0, MAX_QUOTED - 3)}...` : word);
  return `${quoted} is no kind as kubectl names them: write "configmaps" or "deployments.apps"`;
}
