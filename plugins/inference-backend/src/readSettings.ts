import type { Config } from '@backstage/config';
import { readOwnershipRules } from './observe/catalog/readOwnershipRules';
import { readClusters } from './observe/clusters';
import { PrometheusClient } from './observe/metrics/PrometheusClient';
import { readPrometheusSources } from './observe/metrics/PrometheusConfig';
import { readRecognitionRules } from './observe/readRecognitionRules';

/** What the plugin as a whole is configured to look at. What cannot be read is told, and the rest works. */
export function readSettings(config: Config) {
  const { clusters, problems } = readClusters(config);
  const prometheusEntries = readPrometheusSources(config);
  const ownership = readOwnershipRules(config);
  const recognition = readRecognitionRules(config);
  return {
    clusters,
    clusterNames: clusters.map(({ name }) => name),
    clusterProblems: problems,
    prometheusEntries,
    /** Those that can be asked, each with its client. */
    prometheus: prometheusEntries.flatMap(entry =>
      entry.status === 'valid'
        ? [
            {
              source: entry.source,
              client: new PrometheusClient(entry.source),
            },
          ]
        : [],
    ),
    ownership: ownership.rules,
    recognition: recognition.rules,
    /** Sentences for the log. */
    warnings: [...ownership.problems, ...recognition.problems],
  };
}
