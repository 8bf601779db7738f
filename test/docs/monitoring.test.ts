/** The shipped alert rules and the dashboard against the catalogue of metrics, and the rules by promtool where there is one. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { METRIC_NAMES, METRICS, type MetricName } from '../../src/domain/metrics.js';
import { RESOURCES, resourceRow } from '../../src/domain/state-matrix.js';
import { ROOT } from './markdown.js';

const FOLDER = join(ROOT, 'docs/monitoring');
const read = (name: string) => readFileSync(join(FOLDER, name), 'utf8');

interface Rule {
  readonly alert?: string;
  readonly record?: string;
  readonly expr: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
}
const rules = (parse(read('prometheus-rules.yaml')) as { groups: { rules: Rule[] }[] }).groups.flatMap(
  (group) => group.rules,
);
const tests = (parse(read('prometheus-rules.test.yaml')) as { tests: { alert_rule_test?: AlertTest[] }[] })
  .tests;
interface AlertTest {
  readonly alertname: string;
  readonly exp_alerts: readonly unknown[];
}

interface Panel {
  readonly type: string;
  readonly title: string;
  readonly datasource?: { readonly uid: string };
  readonly targets?: readonly { readonly expr: string; readonly legendFormat: string }[];
}
const { panels } = JSON.parse(read('grafana-dashboard.json')) as { panels: Panel[] };
const queries = panels.flatMap(({ targets = [] }) => targets);

/** The metrics that prom-client adds by itself and that we rely on. */
const OF_EVERY_PROCESS = [
  'process_resident_memory_bytes',
  'process_cpu_seconds_total',
  'nodejs_eventloop_lag_p99_seconds',
];
/** Labels that Prometheus itself gives. */
const GIVEN = ['instance', 'job', 'le'];

function named(expression: string): readonly string[] {
  return expression.match(/\b(?:holdfast|process|nodejs)_\w+/g) ?? [];
}

function rowOf(name: string): (typeof METRICS)[MetricName] | undefined {
  const family = METRIC_NAMES.find(
    (each) => each === name || (METRICS[each].type === 'histogram' && isPart(each, name)),
  );
  return family && METRICS[family];
}

function isPart(family: string, name: string): boolean {
  return ['_bucket', '_sum', '_count'].some((end) => `${family}${end}` === name);
}

const expressions = [...rules, ...queries].map(({ expr }) => expr);

describe('rules and dashboard', () => {
  it('name only metrics that there are', () => {
    const unknown = expressions
      .flatMap(named)
      .filter((name) => rowOf(name) === undefined && !OF_EVERY_PROCESS.includes(name));
    expect(unknown).toEqual([]);
    expect(expressions.flatMap(named).length).toBeGreaterThan(40);
  });

  it('name only labels that the metrics have, and only states and resources of the matrix', () => {
    const faults = expressions.flatMap((expr) => {
      const labels = new Set([...GIVEN, ...named(expr).flatMap((name) => [...(rowOf(name)?.labels ?? [])])]);
      const matchers = [...expr.matchAll(/(\w+)\s*(?:=~|!=|=)\s*"([^"]*)"/g)];
      const grouped = [...expr.matchAll(/\bby \(([^)]*)\)/g)].flatMap(([, list = '']) => list.split(/,\s*/));
      const asked = [...matchers.map(([, label = '']) => label), ...grouped];
      const odd = matchers.flatMap(([, label = '', value = '']) =>
        value.split('|').filter((word) => !isWord(label, word)),
      );
      return [...asked.filter((label) => !labels.has(label)), ...odd].map((fault) => `${fault} in ${expr}`);
    });
    expect(faults).toEqual([]);
  });

  it('show every gauge of how things stand somewhere, and every metric of ours is looked at', () => {
    const used = new Set(expressions.flatMap(named));
    const unused = METRIC_NAMES.filter(
      (name) => !used.has(name) && !used.has(`${name}_bucket`) && !UNSHOWN.includes(name),
    );
    expect(unused).toEqual([]);
  });
});

/** For queries of one's own. */
const UNSHOWN: readonly MetricName[] = [
  'holdfast_schedule_last_restorable_backup_timestamp_seconds',
  'holdfast_schedule_last_backup_timestamp_seconds',
];

function isWord(label: string, word: string): boolean {
  if (label === 'resource') return RESOURCES.some((each) => each === word);
  if (label === 'state') return RESOURCES.some((each) => resourceRow(each).states[word] !== undefined);
  return true;
}

describe('the rules', () => {
  it('say how bad it is, what is wrong and what to do', () => {
    for (const { alert, labels, annotations } of rules.filter((rule) => rule.alert !== undefined)) {
      expect([alert, labels?.severity]).toEqual([alert, expect.stringMatching(/^(critical|warning|info)$/)]);
      expect([alert, Object.keys(annotations ?? {})]).toEqual([alert, ['summary', 'description']]);
    }
  });

  it('have each a test in which it fires and one in which it does not', () => {
    const asserted = tests.flatMap((each) => each.alert_rule_test ?? []);
    const alerts = rules.flatMap(({ alert }) => alert ?? []);
    expect(alerts).toContain('ClusterDiscoveryConfigFailed');
    const fires = (alert: string, does: boolean) =>
      asserted.some(({ alertname, exp_alerts }) => alertname === alert && exp_alerts.length > 0 === does);
    expect(alerts.filter((alert) => !fires(alert, true))).toEqual([]);
    expect(alerts.filter((alert) => !fires(alert, false))).toEqual([]);
  });

  const promtool = spawnSync('promtool', ['--version']);
  it.skipIf(promtool.error !== undefined)(
    'pass promtool (skipped where there is none: it comes with the package prometheus)',
    () => {
      const run = (...args: string[]) => spawnSync('promtool', args, { cwd: FOLDER, encoding: 'utf8' });
      const checked = run('check', 'rules', 'prometheus-rules.yaml');
      expect([checked.status, checked.stderr]).toEqual([0, '']);
      const tested = run('test', 'rules', 'prometheus-rules.test.yaml');
      expect(tested.status, `${tested.stdout}${tested.stderr}`).toBe(0);
    },
    180_000,
  );
});

describe('the dashboard', () => {
  it('has a title, a place and a data source of choice for every panel', () => {
    const ids = (JSON.parse(read('grafana-dashboard.json')) as { panels: { id: number }[] }).panels.map(
      ({ id }) => id,
    );
    expect(new Set(ids).size).toBe(ids.length);
    expect(panels.filter(({ title }) => title === '')).toEqual([]);
    expect(panels.filter(({ type, targets = [] }) => type !== 'row' && targets.length === 0)).toEqual([]);
    const sources = panels.filter(({ type }) => type !== 'row').map(({ datasource }) => datasource?.uid);
    expect(new Set(sources)).toEqual(new Set([`$\{datasource}`]));
  });
});
