/** What a schedule asks for: namespaces by a named list, a label selector, or all including future ones; or virtual machines. */
import type { FieldFault } from './errors/request-errors.js';
import {
  type MachineSelection,
  machineSelectionFaults,
  normalMachineSelection,
} from './machine-selection.js';
import { distinctNames, namespaceListFaults } from './names.js';

export const SELECTION_KINDS = ['NAMED', 'LABELS', 'ALL', 'VIRTUAL_MACHINES'] as const;
export type SelectionKind = (typeof SELECTION_KINDS)[number];

export type NamespaceSelection =
  | { readonly kind: 'NAMED'; readonly names: readonly string[] }
  /** A Kubernetes label selector (`team=shop,tier in (web,db)`); the cluster itself matches it. */
  | { readonly kind: 'LABELS'; readonly selector: string }
  | { readonly kind: 'ALL' }
  | { readonly kind: 'VIRTUAL_MACHINES'; readonly virtualMachines: MachineSelection };

const MAX_SELECTOR = 1_024;

/** Namespaces of the cluster itself and of its backup tools: never part of a selection by labels or of all (S18). */
export const SYSTEM_NAMESPACES = '^(kube-.*|portworx|px-backup|stork|holdfast)$';
const SYSTEM = new RegExp(SYSTEM_NAMESPACES);
/** Portworx knows the namespace that it runs in by this Service, whatever that is called (facts 1.10). */
export const PORTWORX_SERVICE = 'portworx-service';

/** By its name, or because it is one of those in which storage and backup tools were `seen`, whatever they are called. */
export function isSystemNamespace(name: string, seen: ReadonlySet<string>): boolean {
  return SYSTEM.test(name) || seen.has(name);
}

/** Somebody put on the namespace that no backup shall hold it, in our words or Velero's: a selection by labels or of all leaves it out. */
export function isOptedOutNamespace(labels: Readonly<Record<string, string>>): boolean {
  return labels['holdfast.io/exclude'] === 'true' || labels['velero.io/exclude-from-backup'] === 'true';
}

export function selectionFaults(path: string, selection: NamespaceSelection): FieldFault[] {
  switch (selection.kind) {
    case 'NAMED':
      return namespaceListFaults(`${path}.names`, selection.names);
    case 'LABELS': {
      const text = selection.selector.trim();
      if (text === '')
        return [{ path: `${path}.selector`, message: 'is empty: to back up every namespace choose ALL' }];
      // Neither the cluster nor the database takes these.
      if (!text.isWellFormed() || /\p{Cc}/u.test(text))
        return [{ path: `${path}.selector`, message: 'holds a control character' }];
      return text.length > MAX_SELECTOR
        ? [{ path: `${path}.selector`, message: `is longer than ${MAX_SELECTOR} characters` }]
        : [];
    }
    case 'ALL':
      return [];
    case 'VIRTUAL_MACHINES':
      return machineSelectionFaults(`${path}.virtualMachines`, selection.virtualMachines);
  }
}

/** Names once each and sorted; a selector trimmed. */
export function normalSelection(selection: NamespaceSelection): NamespaceSelection {
  if (selection.kind === 'NAMED') return { kind: 'NAMED', names: distinctNames(selection.names) };
  if (selection.kind === 'LABELS') return { kind: 'LABELS', selector: selection.selector.trim() };
  if (selection.kind === 'ALL') return selection;
  return { ...selection, virtualMachines: normalMachineSelection(selection.virtualMachines) };
}
