import type {
  EvaluationMetric,
  ModelServer,
  ModelVersionDetail,
  VersionComparison,
} from '@inference-portal/plugin-inference-common';

const FIELDS = [
  'source',
  'digest',
  'format',
  'architecture',
  'parameters',
  'precision',
  'quantization',
  'contextLength',
  'license',
  'creator',
  'createdAt',
] as const;

function textOf(
  version: ModelVersionDetail,
  field: (typeof FIELDS)[number],
): string | null {
  const value = field === 'source' ? version.source.uri : version[field];
  return value === null ? null : String(value);
}

const metricKey = (metric: EvaluationMetric) =>
  JSON.stringify([metric.name, metric.dataset ?? null, metric.slice ?? null]);

function verdictOf(
  a: EvaluationMetric | undefined,
  b: EvaluationMetric | undefined,
): VersionComparison['metrics'][number]['verdict'] {
  const better = a?.better ?? b?.better;
  if (!a || !b || better === undefined) {
    return 'unknown';
  }
  if (a.value === b.value) {
    return 'same';
  }
  return b.value > a.value === (better === 'higher') ? 'better' : 'worse';
}

/** Compares two versions as the backend does. */
export function compareVersions(
  a: ModelVersionDetail,
  b: ModelVersionDetail,
  server: ModelServer | undefined,
): VersionComparison {
  const links = (version: ModelVersionDetail) =>
    new Map(version.lineage.map(link => [`${link.relation} ${link.to}`, link]));
  const linksA = links(a);
  const linksB = links(b);
  const keys = new Set([...a.metrics, ...b.metrics].map(metricKey));
  const args = (version: ModelVersionDetail) => [
    `--model=${version.source.uri}`,
    `--dtype=${version.precision}`,
    '--max-model-len=32768',
  ];
  return {
    a,
    b,
    fields: FIELDS.map(field => {
      const left = textOf(a, field);
      const right = textOf(b, field);
      return { field, a: left, b: right, same: left === right };
    }),
    metrics: [...keys].map(key => {
      const left = a.metrics.find(metric => metricKey(metric) === key);
      const right = b.metrics.find(metric => metricKey(metric) === key);
      return {
        name: (left ?? right)?.name ?? '',
        dataset: (left ?? right)?.dataset ?? null,
        slice: (left ?? right)?.slice ?? null,
        a: left?.value ?? null,
        b: right?.value ?? null,
        verdict: verdictOf(left, right),
      };
    }),
    lineage: {
      onlyA: a.lineage.filter(l => !linksB.has(`${l.relation} ${l.to}`)),
      onlyB: b.lineage.filter(l => !linksA.has(`${l.relation} ${l.to}`)),
      both: a.lineage.filter(l => linksB.has(`${l.relation} ${l.to}`)),
    },
    servers: server
      ? [
          {
            runs: 'a',
            server,
            specHash: 'h1',
            spec: { template: { args: args(a) } },
          },
          {
            runs: 'b',
            server: { ...server, id: 'canary', name: `${server.name}-canary` },
            specHash: 'h2',
            spec: { template: { args: args(b) } },
          },
        ]
      : [],
  };
}
