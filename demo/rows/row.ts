import type { Scene } from '../scene.js';

/** One row of the table "Backup behavior by namespace state", one limitation, or one task of Holdfast's own, that can be replayed by its name. */
export interface Row {
  readonly name: string;
  /** Where the product's first document says so. */
  readonly source: string;
  /** What it says, in its own words. */
  readonly words: string;
  /** It needs a bucket and a product with a key for backups; its location is its own to add. */
  readonly bucket?: true;
  /** It needs a garden. */
  readonly garden?: true;
  /** It needs people of an identity provider. */
  readonly identity?: true;
  /** It looks at the explorer in a browser, where there is one. */
  readonly explorer?: true;
  /** How long it takes, where that is worth saying. */
  readonly takes?: string;
  /** On a product with the cluster "prod" and, without a bucket, the location "main". @throws Error when something is not as the words say */
  play(scene: Scene): Promise<void>;
  /** What is left to whoever stays to look. */
  leave?(scene: Scene): Promise<void>;
}
