import { distance } from 'fastest-levenshtein';

/** The known name that `name` was probably meant to be, or null when none is near. */
export function nearestName(name: string, known: readonly string[]): string | null {
  const ranked = known
    .map((candidate) => ({ candidate, far: distance(name, candidate) }))
    .sort((a, b) => a.far - b.far);
  const best = ranked[0];
  if (best !== undefined && best.far <= Math.max(2, Math.floor(name.length / 5))) return best.candidate;
  // One that goes on where a known name ends, or the other way round.
  return known.find((each) => name.startsWith(`${each}_`) || each.startsWith(`${name}_`)) ?? null;
}
