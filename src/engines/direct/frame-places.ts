import type { FrameEntry, FrameIndex } from './frame-index.js';

/** One frame in the order of its file: together they are the file. */
export interface FramePlace {
  /** From 0. */
  readonly frame: number;
  readonly last: boolean;
  readonly offset: number;
  readonly length: number;
  /** Undefined for one that does not count. */
  readonly entry: FrameEntry | undefined;
}

/** Every frame in the order of the file, those that do not count included. */
export function placesOf({ frames, voids }: FrameIndex): readonly FramePlace[] {
  const places = [
    ...frames.map((entry) => ({ offset: entry.offset, length: entry.length, entry })),
    ...voids.map(([offset, length]) => ({ offset, length, entry: undefined })),
  ].sort((left, right) => left.offset - right.offset);
  return places.map((place, frame) => ({ ...place, frame, last: frame === places.length - 1 }));
}
