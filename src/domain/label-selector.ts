/** A Kubernetes label selector over labels of our own resources: `team=shop,tier in (web,db),!internal`. Pure. */
import type { FieldFault } from './errors/request-errors.js';
import type { Labels } from './names.js';

const MAX_SELECTOR = 1_024;
const KEY = '[A-Za-z0-9](?:[A-Za-z0-9._/-]{0,251}[A-Za-z0-9])?';
const VALUE = '(?:[A-Za-z0-9](?:[A-Za-z0-9._-]{0,61}[A-Za-z0-9])?)?';
const EQUALS = new RegExp(`^(${KEY})\\s*(==?|!=)\\s*(${VALUE})$`);
const AMONG = new RegExp(`^(${KEY})\\s+(in|notin)\\s*\\(([^()]*)\\)$`);
const THERE = new RegExp(`^(!?)\\s*(${KEY})$`);
const ONE_VALUE = new RegExp(`^${VALUE}$`);

type Requirement = (labels: Labels) => boolean;

/** @param of what is selected, in one word */
export function labelSelectorFaults(path: string, selector: string, of = 'schedule'): FieldFault[] {
  if (selector.trim() === '') return [{ path, message: `is empty: leave it out to take every ${of}` }];
  if (selector.length > MAX_SELECTOR) return [{ path, message: `is longer than ${MAX_SELECTOR} characters` }];
  const bad = split(selector).find((part) => requirementOf(part) === undefined);
  if (bad === undefined) return [];
  const message = `${JSON.stringify(bad.slice(0, 80))} is no requirement: write key=value, key!=value, key in (a,b), key notin (a,b), key or !key`;
  return [{ path, message }];
}

/** All requirements must hold. What is no selector matches nothing. */
export function matchesSelector(selector: string, labels: Labels): boolean {
  return split(selector).every((part) => requirementOf(part)?.(labels) ?? false);
}

/** What `key=value,key=value` asks for; undefined: the selector asks for anything else. */
export function equalitiesOf(selector: string): Labels | undefined {
  const pairs = split(selector).map((part) => {
    const [, key, operator, value = ''] = EQUALS.exec(part) ?? [];
    return key === undefined || operator === '!=' ? undefined : ([key, value] as const);
  });
  return pairs.every((pair) => pair !== undefined) ? Object.fromEntries(pairs) : undefined;
}

/** At commas outside of brackets. */
function split(selector: string): readonly string[] {
  return selector.split(/,(?![^(]*\))/).map((part) => part.trim());
}

/** As Kubernetes has it: `!=` and `notin` also match what lacks the key. */
function requirementOf(part: string): Requirement | undefined {
  const [, key, operator, value] = EQUALS.exec(part) ?? [];
  if (key !== undefined) {
    return operator === '!='
      ? (labels) => own(labels, key) !== value
      : (labels) => own(labels, key) === value;
  }
  const [, listed, how, list = ''] = AMONG.exec(part) ?? [];
  if (listed !== undefined) {
    const values = list.split(',').map((each) => each.trim());
    if (!values.every((each) => ONE_VALUE.test(each))) return undefined;
    const among: Requirement = (labels) => {
      const value = own(labels, listed);
      return value !== undefined && values.includes(value);
    };
    return how === 'in' ? among : (labels) => !among(labels);
  }
  const [, not, there] = THERE.exec(part) ?? [];
  if (there === undefined) return undefined;
  return (labels) => (own(labels, there) === undefined) === (not === '!');
}

/** Not what every object has: `toString` is a key like any other. */
function own(labels: Labels, key: string): string | undefined {
  return Object.hasOwn(labels, key) ? labels[key] : undefined;
}
