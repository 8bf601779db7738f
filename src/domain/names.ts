/** The syntax of names, as Kubernetes and Holdfast have it. */
import type { FieldFault } from './errors/request-errors.js';

/** RFC 1123 label, 63 characters at most: what a namespace may be called. */
const DNS_LABEL = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;
/** RFC 1123 subdomain, 253 characters at most: what we let people call their clusters, locations and backups. */
const RESOURCE_NAME = /^[a-z0-9](?:[a-z0-9.-]{0,126}[a-z0-9])?$/;

export const MAX_NAMESPACES_PER_BACKUP = 5_000;
export const MAX_LABELS = 32;
const LABEL_KEY = /^[A-Za-z0-9](?:[A-Za-z0-9._/-]{0,251}[A-Za-z0-9])?$/;
const LABEL_VALUE = /^(?:[A-Za-z0-9](?:[A-Za-z0-9._-]{0,61}[A-Za-z0-9])?)?$/;

export type Labels = Readonly<Record<string, string>>;

export function isNamespaceName(name: string): boolean {
  return DNS_LABEL.test(name);
}

export function isLabelKey(key: string): boolean {
  return LABEL_KEY.test(key);
}

export function isLabelValue(value: string): boolean {
  return LABEL_VALUE.test(value);
}

export function nameFaults(path: string, name: string): FieldFault[] {
  if (RESOURCE_NAME.test(name)) return [];
  return [
    {
      path,
      message: `${quote(name)} is not a name: use 1 to 128 lower case letters, digits, "-" and ".", beginning and ending with a letter or digit`,
    },
  ];
}

/** Faults of a list of namespaces: empty, too long, a name that no namespace can have. At most 20 names are quoted. */
export function namespaceListFaults(path: string, names: readonly string[]): FieldFault[] {
  if (names.length === 0) return [{ path, message: 'name at least one namespace' }];
  if (names.length > MAX_NAMESPACES_PER_BACKUP) {
    return [
      { path, message: `${names.length} namespaces are too many: ${MAX_NAMESPACES_PER_BACKUP} at most` },
    ];
  }
  return names
    .flatMap((name, index) =>
      isNamespaceName(name)
        ? []
        : [
            {
              path: `${path}.${index}`,
              message: `${quote(name)} is no DNS label, so no namespace can be called so`,
            },
          ],
    )
    .slice(0, 20);
}

/** Names once each, in the order of the alphabet: a name given twice means the same as once. */
export function distinctNames(names: readonly string[]): string[] {
  return [...new Set(names)].sort();
}

export function labelFaults(path: string, labels: Labels): FieldFault[] {
  const entries = Object.entries(labels);
  if (entries.length > MAX_LABELS)
    return [{ path, message: `${entries.length} labels are too many: ${MAX_LABELS} at most` }];
  return entries.flatMap(([key, value]) => {
    if (!isLabelKey(key)) return [{ path: `${path}.${quote(key)}`, message: 'is no label key' }];
    if (!isLabelValue(value)) {
      return [
        {
          path: `${path}.${quote(key)}`,
          message: `${quote(value)} is no label value (63 characters at most)`,
        },
      ];
    }
    return [];
  });
}

function quote(text: string): string {
  return JSON.stringify(text.length > 80 ? `${text.slice(0, 77)}...` : text);
}
