import type {
  EvaluationMetric,
  LineageLink,
  ModelVersionDetail,
  VersionComparison,
} from '@inference-portal/plugin-inference-common';
import { linkKey } from './compareContent';
import { metricVerdict } from './metricVerdict';

/** Everything of a comparison that the two versions tell themselves. */
export type ComparedVersions = Pick<
  VersionComparison,
  'fields' | 'metrics' | 'lineage'
>;

function text(value: string | number | boolean | null): string | null {
  return value === null ? null : String(value);
}

/** Fields of a version by the names of the API, in the order of the page. */
function fieldsOf(
  version: ModelVersionDetail,
): readonly (readonly [string, string | null])[] {
  const { source, signature, tags } = version;
  return [
    ['state', version.state],
    ['source', source.uri],
    ['revision', source.revision],
    ['pinned', text(source.pinned)],
    ['digest', version.digest],
    ['format', version.format],
    ['architecture', version.architecture],
    ['parameters', text(version.parameters)],
    ['precision', version.precision],
    ['quantization', version.quantization],
    ['contextLength', text(version.contextLength)],
    ['license', version.license],
    ['creator', version.creator],
    ['createdAt', version.createdAt],
    ['registeredAt', version.registeredAt],
    ['registeredBy', version.registeredBy],
    ['signature', signature === null ? null : signature.identity],
    ['description', version.description],
    ['modelCard', version.modelCard],
    ...Object.keys(tags)
      .sort()
      .map(name => [`tags.${name}`, tags[name] ?? null] as const),
  ];
}

function compareFields(
  a: ModelVersionDetail,
  b: ModelVersionDetail,
): ComparedVersions['fields'] {
  const valuesA = new Map(fieldsOf(a));
  const valuesB = new Map(fieldsOf(b));
  return [...new Set([...valuesA.keys(), ...valuesB.keys()])].map(field => {
    const valueA = valuesA.get(field) ?? null;
    const valueB = valuesB.get(field) ?? null;
    return { field, a: valueA, b: valueB, same: valueA === valueB };
  });
}

/** The newest result of each metric; what was measured when does not make two versions incomparable. */
function newestResults(
  metrics: readonly EvaluationMetric[],
): Map<string, EvaluationMetric> {
  const results = new Map<string, EvaluationMetric>();
  for (const metric of metrics) {
    const key = JSON.stringify([
      metric.name,
      metric.dataset ?? null,
      metric.slice ?? null,
    ]);
    const known = results.get(key);
    if (!known || (metric.at ?? '') > (known.at ?? '')) {
      results.set(key, metric);
    }
  }
  return results;
}

function compareMetrics(
  a: ModelVersionDetail,
  b: ModelVersionDetail,
): ComparedVersions['metrics'] {
  const resultsA = newestResults(a.metrics);
  const resultsB = newestResults(b.metrics);
  return [...new Set([...resultsA.keys(), ...resultsB.keys()])]
    .sort()
    .flatMap(key => {
      const resultA = resultsA.get(key);
      const resultB = resultsB.get(key);
      const metric = resultA ?? resultB;
      return metric
        ? [
            {
              name: metric.name,
              dataset: metric.dataset ?? null,
              slice: metric.slice ?? null,
              a: resultA?.value ?? null,
              b: resultB?.value ?? null,
              verdict: metricVerdict(resultA, resultB),
            },
          ]
        : [];
    });
}

function compareLineage(
  a: ModelVersionDetail,
  b: ModelVersionDetail,
): ComparedVersions['lineage'] {
  const keysOf = (links: readonly LineageLink[]) => new Set(links.map(linkKey));
  const [keysA, keysB] = [keysOf(a.lineage), keysOf(b.lineage)];
  return {
    onlyA: a.lineage.filter(link => !keysB.has(linkKey(link))),
    onlyB: b.lineage.filter(link => !keysA.has(linkKey(link))),
    both: a.lineage.filter(link => keysB.has(linkKey(link))),
  };
}

/** Two versions side by side; better and worse are said of b beside a. */
export function compareVersions(
  a: ModelVersionDetail,
  b: ModelVersionDetail,
): ComparedVersions {
  return {
    fields: compareFields(a, b),
    metrics: compareMetrics(a, b),
    lineage: compareLineage(a, b),
  };
}
