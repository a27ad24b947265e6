import type { WatchedResource } from '@inference-portal/plugin-inference-node';

/** The rules that a ClusterRole lacks to read these resources, as YAML that can be pasted below it. */
export function rbacRules(resources: readonly WatchedResource[]): string {
  const byGroup = new Map<string, string[]>();
  for (const { group, plural } of resources) {
    byGroup.set(group, [...(byGroup.get(group) ?? []), plural]);
  }
  const rules = [...byGroup]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(
      ([group, plurals]) =>
        `  - apiGroups: ["${group}"]\n` +
        `    resources: [${plurals
          .sort()
          .map(plural => `"${plural}"`)
          .join(', ')}]\n` +
        `    verbs: ["list", "watch"]`,
    );
  return ['rules:', ...rules].join('\n');
}
