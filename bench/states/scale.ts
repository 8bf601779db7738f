/** `BENCH_STATES_SCALE=0.05`: a twentieth of everything, to see whether the bench runs. Its figures mean nothing then; the titles say the numbers. */
const SCALE = Number(process.env.BENCH_STATES_SCALE ?? '1');
if (!(SCALE > 0 && SCALE <= 1)) throw new Error('BENCH_STATES_SCALE is above 0 and 1 at most.');

export function scaled(number: number): number {
  return Math.max(1, Math.round(number * SCALE));
}
