/** The end that a JWT states about itself (`exp`, seconds), not verified: only the cluster can. Null for any other token. */
export function tokenExpiry(token: string): Date | null {
  const [, payload, signature] = token.split('.');
  if (payload === undefined || signature === undefined) return null;
  try {
    const claims: unknown = JSON.parse(Buffer.from(payload, 'base64url').toString());
    if (typeof claims !== 'object' || claims === null || !('exp' in claims)) return null;
    const { exp } = claims;
    const end = typeof exp === 'number' ? new Date(exp * 1000) : null;
    return end === null || Number.isNaN(end.getTime()) ? null : end;
  } catch {
    return null;
  }
}
