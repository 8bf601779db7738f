/** What lies in the bucket of the demo, looked at and spoiled from outside. */
import type { DemoBucket, StoredFile } from './bucket.js';
import { claim, type Scene, same } from './scene.js';

const ZSTD_MAGIC = Buffer.from([0x28, 0xb5, 0x2f, 0xfd]);
const MANIFEST = /\/manifest\.json$/;
const OBJECTS = /\/resources\.ndjson\.zst$/;

/** Shows what lies there, and claims that neither objects nor these words can be read in it. @param readable a word that the manifest has */
export function claimUnreadable(
  scene: Scene,
  bucket: DemoBucket,
  { words, readable }: { readonly words: readonly string[]; readonly readable: string },
): void {
  const files = bucket.files();
  scene.narrator.output(
    files.map(({ key, bytes }) => `${String(bytes.length).padStart(7)}  ${key}`).join('\n'),
  );
  const holding = (needle: string | Buffer, among = files) =>
    among.filter(({ bytes }) => bytes.includes(needle)).map(({ key }) => key);
  const objects = theOne(files, OBJECTS);
  claim(
    scene,
    'The objects are there, and no zstd frame is in any file: nothing can be unpacked without the key.',
    same([objects.bytes.length > 0, holding(ZSTD_MAGIC)], [true, []]),
  );
  for (const word of words) {
    const found = [word, Buffer.from(word).toString('base64')].flatMap((each) => holding(each));
    claim(scene, `“${word}” is in no file, neither plain nor in base64.`, same(found, []));
  }
  const manifest = theOne(files, MANIFEST);
  const finding = same(holding(readable, [manifest]), [manifest.key]);
  claim(scene, `What can be read is the manifest: it names “${readable}”, kinds and counts.`, finding);
}

/** Flips one bit in the objects of the only backup there. */
export function damageObjects({ narrator }: Scene, bucket: DemoBucket): void {
  const { key } = theOne(bucket.files(), OBJECTS);
  narrator.output(`one bit of byte ${bucket.damage(key)} of ${key}`);
}

function theOne(files: readonly StoredFile[], name: RegExp): StoredFile {
  const [file, another] = files.filter(({ key }) => name.test(key));
  if (file === undefined || another !== undefined)
    throw new Error(
      `One file was to be in the bucket that matches ${name.source}, not: ${files.map(({ key }) => key).join(', ')}.`,
    );
  return file;
}
