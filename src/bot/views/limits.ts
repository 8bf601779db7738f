/** Whether Slack would take a payload: every limit we can meet, before it is sent. */
import { LIMIT_RULES, type LimitRule, MESSAGE_TEXT_MOST, VIEW_BYTES_MOST } from './limit-rules.js';

export interface LimitFault {
  /** `blocks.2.elements.0.text` */
  readonly path: string;
  readonly rule: string;
  readonly max: number;
  readonly actual: number;
}

type Node = Readonly<Record<string, unknown>>;
interface Placed {
  readonly path: string;
  /** Which rules hold for it. */
  readonly on: string;
  readonly node: Node;
}

export function withinLimits(payload: object): boolean {
  return limitFaults(payload).length === 0;
}

/** Everything in a message, a modal or a home tab that Slack would refuse, or would parse although it came from outside. */
export function limitFaults(payload: object): readonly LimitFault[] {
  const root = payload as Node;
  const placed = [...nodesOf(root, '', typeof root.type === 'string' ? root.type : 'message')];
  return [
    ...placed.flatMap((each) =>
      LIMIT_RULES.filter(({ on }) => on === each.on).flatMap((rule) => ruleFaults(each, rule)),
    ),
    ...placed.flatMap(rawMarks),
    ...placed.flatMap(twiceIn),
    ...wholeFaults(placed),
  ];
}

function* nodesOf(node: Node, path: string, on: string): Generator<Placed> {
  yield { path, on, node };
  for (const [key, value] of Object.entries(node)) {
    const members: readonly (readonly [string, unknown])[] = Array.isArray(value)
      ? value.map((member, index) => [`${key}.${index}`, member] as const)
      : [[key, value]];
    for (const [at, member] of members) {
      if (isNode(member)) yield* nodesOf(member, join(path, at), roleOf(key, member));
    }
  }
}

/** What has no type is known by where it stands. */
function roleOf(key: string, { type }: Node): string {
  if (typeof type === 'string') return type;
  return key === 'confirm' ? 'confirm' : 'option';
}

function ruleFaults({ path, node }: Placed, { on, field, max, min = 0 }: LimitRule): readonly LimitFault[] {
  return valuesAt(node, field.split('.')).flatMap((value) => {
    const actual = typeof value === 'string' || Array.isArray(value) ? value.length : undefined;
    if (actual === undefined || (actual <= max && actual >= min)) return [];
    return [{ path: join(path, field), rule: `${on}.${field}`, max: actual > max ? max : min, actual }];
  });
}

function valuesAt(value: unknown, [key, ...rest]: readonly string[]): readonly unknown[] {
  if (key === undefined) return [value];
  if (key === '*') return Array.isArray(value) ? value.flatMap((member) => valuesAt(member, rest)) : [];
  return isNode(value) ? valuesAt(value[key], rest) : [];
}

const DATE_TOKEN = /<!date\^\d+\^[^<>|^]*\|[^<>]*>/g;

/** Outside plain text only our own date tokens may hold a raw `<`: anything else could call people. */
function rawMarks({ path, on, node }: Placed): readonly LimitFault[] {
  if ((on !== 'mrkdwn' && on !== 'message') || typeof node.text !== 'string') return [];
  const actual = node.text.replace(DATE_TOKEN, '').match(/[<>]/g)?.length ?? 0;
  return actual === 0 ? [] : [{ path: join(path, 'text'), rule: 'raw angle brackets', max: 0, actual }];
}

/** Ids and values that Slack wants to be different. */
function twiceIn({ path, node }: Placed): readonly LimitFault[] {
  const lists = [
    ['blocks', 'block_id'],
    ['elements', 'action_id'],
    ['options', 'value'],
  ] as const;
  return lists.flatMap(([list, key]) => {
    const members = node[list];
    if (!Array.isArray(members)) return [];
    const ids = members
      .filter(isNode)
      .flatMap((member) => (typeof member[key] === 'string' ? [member[key]] : []));
    const actual = ids.length - new Set(ids).size;
    return actual === 0 ? [] : [{ path: join(path, list), rule: `${key} is there twice`, max: 0, actual }];
  });
}

function wholeFaults(placed: readonly Placed[]): readonly LimitFault[] {
  const [root] = placed;
  if (root === undefined) return [];
  if (root.on !== 'message') {
    const actual = Buffer.byteLength(JSON.stringify(root.node));
    const tooBig = actual > VIEW_BYTES_MOST;
    const inputs = placed.filter(({ on }) => on === 'input').length;
    return [
      ...(tooBig ? [{ path: '', rule: 'bytes of the view', max: VIEW_BYTES_MOST, actual }] : []),
      ...(root.on === 'modal' && inputs > 0 && root.node.submit === undefined
        ? [{ path: 'submit', rule: 'inputs need a submit', max: 0, actual: inputs }]
        : []),
    ];
  }
  const texts = placed.filter(({ on }) => on === 'plain_text' || on === 'mrkdwn');
  const actual = texts.reduce((sum, { node }) => sum + String(node.text).length, 0);
  return actual > MESSAGE_TEXT_MOST
    ? [{ path: 'blocks', rule: 'text of all blocks', max: MESSAGE_TEXT_MOST, actual }]
    : [];
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function join(path: string, key: string): string {
  return path === '' ? key : `${path}.${key}`;
}
