import { distance } from 'fastest-levenshtein';

/** The names that a person may have meant, the likeliest first: those that hold what was typed, then those that differ in few letters. */
export function similarNames(typed: string, known: readonly string[], most = 3): readonly string[] {
  const wanted = typed.toLowerCase();
  const near = Math.max(2, Math.floor(wanted.length / 3));
  return [...new Set(known)]
    .map((name) => ({
      name,
      far: name.toLowerCase().includes(wanted) ? 0 : distance(wanted, name.toLowerCase()),
    }))
    .filter(({ far }) => far <= near)
    .sort((one, other) => one.far - other.far || one.name.localeCompare(other.name))
    .slice(0, most)
    .map(({ name }) => name);
}
