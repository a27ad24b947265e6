import type { Config } from '@backstage/config';
import type {
  ClusterConfig,
  ClusterProblem,
  ClustersConfig,
} from './ClusterConfig';
import { readClusterEntry } from './clusterEntry';
import {
  kubernetesPluginClusters,
  type TranslatedEntry,
} from './kubernetesPluginClusters';

const OWN_KEY = 'inference.clusters';
const PLUGIN_KEY = 'kubernetes.clusterLocatorMethods';

function ownClusters(value: unknown): TranslatedEntry[] {
  if (!Array.isArray(value)) {
    return [
      {
        key: OWN_KEY,
        cluster: null,
        message: `${OWN_KEY} is not a list.`,
        fix: `Write it as a list: "- name: …" with url, kubeconfig or inCluster.`,
      },
    ];
  }
  return value.map((entry: unknown, i) => ({
    key: `${OWN_KEY}[${i}]`,
    value: entry,
  }));
}

function entriesOf(config: Config): TranslatedEntry[] {
  const own = config.getOptional(OWN_KEY);
  if (own !== undefined) {
    return ownClusters(own);
  }
  const plugin = config.getOptional(PLUGIN_KEY);
  return plugin === undefined ? [] : kubernetesPluginClusters(plugin);
}

/** Two problems, or a problem and a good cluster, never share a name: one would hide the other where they are shown. */
function withOwnNames(
  problems: readonly ClusterProblem[],
  taken: Set<string>,
): ClusterProblem[] {
  return problems.map(problem => {
    const name = taken.has(problem.name) ? problem.configKey : problem.name;
    taken.add(name);
    return { ...problem, name };
  });
}

/**
 * Reads the clusters to observe: `inference.clusters`, and when that is absent the clusters of Backstage's Kubernetes plugin
 * (`kubernetes.clusterLocatorMethods`). Never throws: an entry that cannot be used becomes a problem, the others stay.
 */
export function readClusters(rootConfig: Config): ClustersConfig {
  const clusters = new Map<string, ClusterConfig>();
  const problems: ClusterProblem[] = [];
  for (const entry of entriesOf(rootConfig)) {
    if (!('value' in entry)) {
      const { key, cluster, message, fix } = entry;
      const name = cluster ?? key;
      problems.push({ name, configKey: key, code: 'config', message, fix });
      continue;
    }
    const read = readClusterEntry(entry.value, entry.key);
    if ('problem' in read) {
      problems.push(read.problem);
      continue;
    }
    const { cluster } = read;
    const first = clusters.get(cluster.name);
    if (first) {
      problems.push({
        name: entry.key,
        configKey: entry.key,
        code: 'config',
        message: `${entry.key}.name is ${cluster.name}, which ${first.configKey} has already.`,
        fix: 'Give each cluster a name of its own.',
      });
      continue;
    }
    clusters.set(cluster.name, cluster);
  }
  return {
    clusters: [...clusters.values()],
    problems: withOwnNames(problems, new Set(clusters.keys())),
  };
}
