import { listOf } from '../block-kit/interactives.js';
import { type InputState, type Json, NotPossible } from '../model/things.js';
import { VALUE_FIELDS } from '../model/view-values.js';

/** What a person enters: a text, a date, an option's value, an id; several of them; null for nothing. */
export type Entered = string | number | readonly string[] | null;

const CHECKED = new Set(['datepicker', 'timepicker']);

/**
 * The entered value as Slack writes it. `suggested` are the options an external select has offered.
 * Throws NotPossible for an option that is not there.
 */
export function entered(element: Json, value: Entered, suggested: readonly Json[]): InputState {
  const type = String(element.type);
  const field = VALUE_FIELDS[type];
  if (field === undefined) throw new NotPossible(`nothing can be entered into a ${type}`);
  const [name, , absent] = field;
  if (value === null) return { type, [name]: absent };
  if (name === 'selected_option') return { type, selected_option: chosen(element, value, suggested) };
  if (Array.isArray(absent)) return { type, [name]: severalOf(element, value, suggested) };
  if (CHECKED.has(type) && !/^(\d{4}-\d\d-\d\d|\d\d:\d\d)$/.test(String(value))) {
    throw new NotPossible(`${String(value)} is no value of a ${type}`);
  }
  if (type === 'datetimepicker') return { type, selected_date_time: Number(value) };
  return { type, [name]: value === '' ? null : String(value) };
}

function severalOf(element: Json, value: Entered, suggested: readonly Json[]): unknown[] {
  const values = Array.isArray(value) ? (value as readonly string[]) : [String(value)];
  const { max_selected_items: most, type } = element;
  if (typeof most === 'number' && values.length > most)
    throw new NotPossible(`at most ${most} may be chosen`);
  const byOption =
    type === 'checkboxes' || type === 'multi_static_select' || type === 'multi_external_select';
  return byOption ? values.map((one) => chosen(element, one, suggested)) : [...values];
}

function chosen(element: Json, value: Entered, suggested: readonly Json[]): Json {
  const option = optionsOf(element, suggested).find((one) => one.value === value);
  if (option === undefined) {
    throw new NotPossible(`${String(element.action_id)} offers no option ${JSON.stringify(value)}`);
  }
  return option;
}

/** Every option of an element, those in groups too, and those it began with. */
export function optionsOf(element: Json, suggested: readonly Json[] = []): Json[] {
  return [
    ...listOf(element.options),
    ...listOf(element.option_groups).flatMap((group) => listOf(group.options)),
    ...suggested,
    ...listOf(element.initial_options),
    ...listOf([element.initial_option]),
  ];
}

/** The fields that an element adds to `actions[0]`: its value, and what Slack repeats of the element. */
export function actionFields(element: Json, state: InputState | undefined): Json {
  const repeated = [
    'text',
    'value',
    'placeholder',
    'confirm',
    'initial_option',
    'initial_options',
    'style',
    'url',
  ];
  const fields = Object.fromEntries(
    repeated.filter((name) => element[name] !== undefined).map((name) => [name, element[name]]),
  );
  const { type: _, ...value } = state ?? { type: '' };
  return { ...fields, ...value };
}
