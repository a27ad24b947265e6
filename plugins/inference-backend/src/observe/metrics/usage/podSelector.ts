/** Pods whose series are asked for. */
export interface SelectedPods {
  readonly namespace: string;
  readonly names: readonly string[];
  /** Matcher of the cluster's series; '' where the Prometheus has no other. */
  readonly matcher: string;
}

/** A literal text in a regular expression of PromQL, in quotes. */
function quoted(patterns: readonly string[]): string {
  return JSON.stringify(
    patterns.map(text => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|'),
  );
}

/** Selector in PromQL of some metrics of some pods. */
export function podSelector(
  metrics: readonly string[],
  { matcher, names, namespace }: SelectedPods,
): string {
  const matchers = [
    `__name__=~${quoted(metrics)}`,
    `namespace=${JSON.stringify(namespace)}`,
    `pod=~${quoted(names)}`,
    ...(matcher === '' ? [] : [matcher]),
  ];
  return `{${matchers.join(', ')}}`;
}
