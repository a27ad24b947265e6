/** Labels of a series, the metric name as `__name__`. */
export type Labels = Readonly<Record<string, string>>;

/** The label that holds the metric name. */
export const METRIC_NAME = '__name__';

/** One label matcher of a selector. */
export interface Matcher {
  readonly name: string;
  readonly op: '=' | '!=' | '=~' | '!~';
  readonly value: string;
  matches(value: string): boolean;
}

/** Labels never change, and the same ones come at every step of a query. */
const keys = new WeakMap<Labels, string>();

/** An unambiguous text for a set of labels, whatever their order. */
export function labelsKey(labels: Labels): string {
  let key = keys.get(labels);
  if (key === undefined) {
    const names = Object.keys(labels).sort();
    key = JSON.stringify(names.map(name => [name, labels[name]]));
    keys.set(labels, key);
  }
  return key;
}

/** As {@link labelsKey}, of the named labels only; an absent label counts as empty. */
export function keyOn(labels: Labels, names: readonly string[]): string {
  return JSON.stringify(names.map(name => labels[name] ?? ''));
}

/** Labels without the named ones. */
export function withoutLabels(
  labels: Labels,
  names: ReadonlySet<string>,
): Labels {
  const result: Record<string, string> = {};
  for (const name in labels) {
    if (!names.has(name)) result[name] = labels[name];
  }
  return result;
}

/** Only the named labels, as far as they are there. */
export function onlyLabels(labels: Labels, names: readonly string[]): Labels {
  const result: Record<string, string> = {};
  for (const name of names) {
    if (labels[name] !== undefined) result[name] = labels[name];
  }
  return result;
}

const metricNameOnly = new Set([METRIC_NAME]);

const nameless = new WeakMap<Labels, Labels>();

/** Labels without the metric name; the same ones for the same labels. */
export function dropMetricName(labels: Labels): Labels {
  let dropped = nameless.get(labels);
  if (dropped === undefined) {
    dropped = withoutLabels(labels, metricNameOnly);
    nameless.set(labels, dropped);
  }
  return dropped;
}

/** True when the labels satisfy all matchers; an absent label is an empty one. */
export function matchesAll(
  labels: Labels,
  matchers: readonly Matcher[],
): boolean {
  return matchers.every(matcher => matcher.matches(labels[matcher.name] ?? ''));
}
