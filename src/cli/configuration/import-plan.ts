/** What an import would do: compared by names with what is there. Nothing that is there is changed. */
import { isDeepStrictEqual } from 'node:util';
import { type Configuration, type Entry, SECTIONS, type Section } from './configuration-document.js';
import type { Exported } from './export-configuration.js';

/**
 * CREATE: it is not there. AWAIT: it is not there, and a discovery will register it. SAME: it is there as the document says. DIFFERS: it is,
 * otherwise, and stays so.
 */
export type Step = {
  [S in Section]: {
    readonly section: S;
    readonly entry: Entry<S>;
    readonly does: 'CREATE' | 'AWAIT' | 'SAME' | 'DIFFERS';
    /** Fields that differ. */
    readonly fields: readonly string[];
  };
}[Section];

/** Not compared: the server never tells secrets, and files lie where a person put them. */
const UNTOLD: ReadonlySet<string> = new Set(['kubeconfigFile', 'context', 'secretFile', 'accessKeyId']);

export function planImport(wanted: Configuration, present: Exported): readonly Step[] {
  return SECTIONS.flatMap((section) => {
    const there = new Map(present.configuration[section].map((entry) => [entry.name, entry]));
    return wanted[section].map((entry) => {
      const live = there.get(entry.name);
      const fields = live === undefined ? [] : differing(entry, live);
      const does = live === undefined ? absent(entry) : fields.length === 0 ? 'SAME' : 'DIFFERS';
      return { section, entry, does, fields } as Step;
    });
  });
}

function absent(entry: object): Step['does'] {
  return fieldOf(entry, 'discovery') == null ? 'CREATE' : 'AWAIT';
}

/** Every name that is neither in the document nor there: sentences. */
export function missingReferences(wanted: Configuration, present: Exported): readonly string[] {
  const known = (section: Section, name: string) =>
    present.ids.has(`${section}/${name}`) || wanted[section].some((entry) => entry.name === name);
  const lacks = (of: string, section: Section, name: string | null | undefined) =>
    name == null || known(section, name)
      ? []
      : [`${of} names ${JSON.stringify(name)}, which is not in ${section}`];
  return [
    ...wanted.clusters.flatMap((entry) => lacks(`cluster ${entry.name}`, 'discoveries', entry.discovery)),
    ...wanted.locationConnections.flatMap((entry) => [
      ...lacks(`location connection ${entry.name}`, 'clusters', entry.cluster),
      ...lacks(`location connection ${entry.name}`, 'locations', entry.location),
    ]),
    ...wanted.schedules.flatMap((entry) => {
      const of = `schedule ${entry.name}`;
      return [
        ...lacks(of, 'clusters', entry.cluster),
        ...lacks(of, 'locations', entry.location),
        ...lacks(of, 'rules', entry.preRule),
        ...lacks(of, 'rules', entry.postRule),
      ];
    }),
    ...wanted.alertRoutes.flatMap((entry) => [
      ...lacks(`alert route ${entry.name}`, 'clusters', entry.cluster),
      ...lacks(`alert route ${entry.name}`, 'schedules', entry.schedule),
    ]),
  ];
}

function differing(wanted: object, live: object): string[] {
  return Object.entries(wanted)
    .filter(([field, value]) => !UNTOLD.has(field) && !agree(value, fieldOf(live, field), field === 'labels'))
    .map(([field]) => field)
    .sort();
}

/** What the document does not say agrees with anything; null says that nothing is there. `whole`: nothing else may be there. */
function agree(wanted: unknown, live: unknown, whole: boolean): boolean {
  if (wanted === undefined) return true;
  if (wanted === null) return live == null;
  if (whole || typeof wanted !== 'object') return isDeepStrictEqual(wanted, live);
  if (typeof live !== 'object' || live === null) return false;
  if (Array.isArray(wanted)) {
    const list: readonly unknown[] = Array.isArray(live) ? live : [];
    return wanted.length === list.length && wanted.every((each, index) => agree(each, list[index], false));
  }
  return Object.entries(wanted).every(
    ([field, value]) => UNTOLD.has(field) || agree(value, fieldOf(live, field), false),
  );
}

function fieldOf(value: object, field: string): unknown {
  return Object.hasOwn(value, field) ? (value as Record<string, unknown>)[field] : undefined;
}
