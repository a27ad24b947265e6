import type {
  EvaluationMetric,
  LineageLink,
} from '@inference-portal/plugin-inference-common';
import type { ContentDifference, VersionContent } from './VersionContent';

/** Longest text of one side of a difference; a model card would fill the page. */
const SHOWN = 200;

/** What makes a metric the same metric: JSON of name, dataset, slice and time, each null when absent. */
export function metricKey(metric: EvaluationMetric): string {
  return JSON.stringify([
    metric.name,
    metric.dataset ?? null,
    metric.slice ?? null,
    metric.at ?? null,
  ]);
}

/** What makes an edge from a version the same edge. */
export function linkKey(link: LineageLink): string {
  return JSON.stringify([link.relation, link.to]);
}

/** Such as `accuracy on mmlu (de) at 2026-03-01T00:00:00.000Z`. */
export function metricTitle(metric: EvaluationMetric): string {
  return [
    metric.name,
    metric.dataset === undefined ? '' : ` on ${metric.dataset}`,
    metric.slice === undefined ? '' : ` (${metric.slice})`,
    metric.at === undefined ? '' : ` at ${metric.at}`,
  ].join('');
}

function metricText(metric: EvaluationMetric): string {
  return metric.better === undefined
    ? String(metric.value)
    : `${metric.value}, ${metric.better} is better`;
}

interface Field {
  readonly title: string;
  readonly text: string;
}

/**
 * All that two registrations of one version are compared by; absent fields are left out. Of the source only the URI counts, as the rest
 * of it is read from the URI.
 */
function fieldsOf(content: VersionContent): Map<string, Field> {
  const { version, source, signature, createdAt, metrics, lineage, tags } =
    content;
  const fields = new Map<string, Field>();
  const add = (
    title: string,
    value: string | number | null,
    key: string = title,
  ) => {
    if (value !== null) {
      fields.set(key, { title, text: String(value) });
    }
  };
  add('version', version);
  add('source', source.uri);
  add('digest', content.digest);
  add('format', content.format);
  add('architecture', content.architecture);
  add('parameters', content.parameters);
  add('precision', content.precision);
  add('quantization', content.quantization);
  add('contextLength', content.contextLength);
  add('license', content.license);
  add('description', content.description);
  add('modelCard', content.modelCard);
  add('homepage', content.homepage);
  add('creator', content.creator);
  add(
    'createdAt',
    createdAt === null ? null : new Date(createdAt).toISOString(),
  );
  add('signature.bundleDigest', signature?.bundleDigest ?? null);
  add('signature.identity', signature?.identity ?? null);
  add('signature.issuer', signature?.issuer ?? null);
  add(
    'signature.status',
    signature === null ? null : signature.status ?? 'unverified',
  );
  add('signature.verifiedAt', signature?.verifiedAt ?? null);
  for (const metric of metrics) {
    add(
      `metrics: ${metricTitle(metric)}`,
      metricText(metric),
      `metrics ${metricKey(metric)}`,
    );
  }
  for (const link of lineage) {
    add(
      `lineage: ${link.relation} ${link.to}`,
      // Quoted, so that no note reads like none.
      link.note === undefined ? 'without a note' : JSON.stringify(link.note),
      `lineage ${linkKey(link)}`,
    );
  }
  for (const [name, value] of Object.entries(tags)) {
    add(`tags: ${name}`, value, `tags ${JSON.stringify(name)}`);
  }
  return fields;
}

function shown(text: string): string {
  return text.length <= SHOWN
    ? text
    : `${text.slice(0, SHOWN)}… (${text.length} characters)`;
}

/** The fields of a content as sorted pairs: equal exactly when `compareContent` finds no difference. */
export function canonicalContent(
  content: VersionContent,
): readonly (readonly [string, string])[] {
  return [...fieldsOf(content)]
    .map(([key, { text }]) => [key, text] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1));
}

/** What differs between what is recorded and what is offered under the same version; empty when they are the same. */
export function compareContent(
  recorded: VersionContent,
  offered: VersionContent,
): ContentDifference[] {
  const before = fieldsOf(recorded);
  const after = fieldsOf(offered);
  const keys = new Set([...before.keys(), ...after.keys()]);
  return [...keys].flatMap(key => {
    const a = before.get(key);
    const b = after.get(key);
    return a?.text === b?.text
      ? []
      : [
          {
            field: (a ?? b)?.title ?? key,
            recorded: a ? shown(a.text) : null,
            offered: b ? shown(b.text) : null,
          },
        ];
  });
}

/** Metrics that are recorded already with another value. */
export function compareMetrics(
  recorded: readonly EvaluationMetric[],
  offered: readonly EvaluationMetric[],
): ContentDifference[] {
  const before = new Map(recorded.map(metric => [metricKey(metric), metric]));
  return offered.flatMap(metric => {
    const known = before.get(metricKey(metric));
    return !known || metricText(known) === metricText(metric)
      ? []
      : [
          {
            field: `metrics: ${metricTitle(metric)}`,
            recorded: metricText(known),
            offered: metricText(metric),
          },
        ];
  });
}
