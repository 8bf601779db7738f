/** How often a run may be taken up: one that a stopping worker gave back is not counted. */
export function attemptsLeft(
  { attempt, handedBack }: { readonly attempt: number; readonly handedBack: number },
  { maxAttempts }: { readonly maxAttempts: number },
): boolean {
  return attempt - handedBack <= maxAttempts;
}
