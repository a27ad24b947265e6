import type {
  EvaluationMetric,
  LineageLink,
  ModelRef,
  ModelVersion,
  ModelVersionDetail,
  RegistryOrigin,
  VersionSource,
} from '@inference-portal/plugin-inference-common';
import {
  canonicalContent,
  metricKey,
} from '../../decide/registry/compareContent';
import {
  KUBEFLOW_MODEL,
  KUBEFLOW_VERSION,
} from '../../decide/registry/kubeflow';
import { versionNodeId } from '../../decide/registry/nodeId';
import { sourceBase } from '../../decide/registry/sourceBase';
import { versionOrder } from '../../decide/registry/versionOrder';
import type { VersionContent } from '../../decide/registry/VersionContent';
import type { InstantMs } from '../../types';
import {
  instantToText,
  nullableInstantToText,
  nullablePlainText,
  plainText,
  readInstant,
  readJson,
  readNullableInstant,
  readNumber,
  searchable,
  writeJson,
  type StoredNumber,
} from '../database/codec';
import { hashJson } from '../database/hash';
import { modelRefKey } from './modelRows';
import type { Writer } from './RegistryStore';
import type {
  LineageRow,
  MetricRow,
  VersionDetailRow,
  VersionRow,
} from './tables';

/** A row of `model_versions` with how its model is written, and what is counted in other tables. */
export type CountedVersionRow = VersionRow & {
  model_namespace: string;
  model_name: string;
  servers: StoredNumber;
  conflicts: StoredNumber;
};

/** What belongs to a version in other tables, for lists. */
export interface VersionSurroundings {
  readonly aliases: readonly string[];
  readonly headlineMetrics: readonly EvaluationMetric[];
}

/** Id of a version in the database. */
export function versionKey(model: ModelRef, version: string): string {
  return plainText(versionNodeId(model, version));
}

/** Hash of all that a version says of itself. */
export function contentHash(content: VersionContent): string {
  return hashJson(canonicalContent(content));
}

function searchTextOf(ref: string, content: VersionContent): string {
  const texts = [
    // First, so that a search in one model can begin after it.
    ref,
    content.version,
    content.source.uri,
    content.digest,
    content.format,
    content.license,
    content.creator,
  ];
  return searchable(texts.filter(text => text !== null).join('\n'));
}

export function metricToRow(
  nodeId: string,
  metric: EvaluationMetric,
  writer: Writer,
): MetricRow {
  return {
    node_id: nodeId,
    metric_key: plainText(metricKey(metric)),
    name: plainText(metric.name),
    dataset: nullablePlainText(metric.dataset ?? null),
    slice: nullablePlainText(metric.slice ?? null),
    measured_at: metric.at === undefined ? null : Date.parse(metric.at),
    value: metric.value,
    better: metric.better ?? null,
    added_at: writer.at,
    added_by: plainText(writer.actor),
  };
}

export function rowToMetric(row: MetricRow): EvaluationMetric {
  const at = readNullableInstant(row.measured_at);
  return {
    name: row.name,
    value: row.value,
    ...(row.dataset !== null && { dataset: row.dataset }),
    ...(row.slice !== null && { slice: row.slice }),
    ...(at !== null && { at: instantToText(at) }),
    ...(row.better !== null && {
      better: row.better as EvaluationMetric['better'],
    }),
  };
}

export function linkToRow(
  nodeId: string,
  link: LineageLink,
  writer: Writer,
): LineageRow {
  return {
    from_id: nodeId,
    relation: link.relation,
    to_id: plainText(link.to),
    note: nullablePlainText(link.note ?? null),
    added_at: writer.at,
    added_by: plainText(writer.actor),
  };
}

export function rowToLink(
  row: Pick<LineageRow, 'relation' | 'to_id' | 'note'>,
): LineageLink {
  return {
    relation: row.relation as LineageLink['relation'],
    to: row.to_id,
    ...(row.note !== null && { note: row.note }),
  };
}

/** Rows of a version that is registered now. */
export function contentToRows(
  model: ModelRef,
  content: VersionContent,
  writer: Writer,
): {
  version: VersionRow;
  detail: VersionDetailRow;
  metrics: MetricRow[];
  lineage: LineageRow[];
} {
  const nodeId = versionKey(model, content.version);
  const ref = modelRefKey(model);
  return {
    version: {
      node_id: nodeId,
      model_ref: ref,
      version: plainText(content.version),
      version_order: plainText(versionOrder(content.version)),
      content_hash: contentHash(content),
      source_uri: plainText(content.source.uri),
      source_kind: content.source.kind,
      source_pinned: content.source.pinned,
      source_revision: nullablePlainText(content.source.revision),
      source_base: plainText(sourceBase(content.source)),
      digest: nullablePlainText(content.digest),
      kubeflow_model_id: nullablePlainText(
        content.tags[KUBEFLOW_MODEL] ?? null,
      ),
      kubeflow_version_id: nullablePlainText(
        content.tags[KUBEFLOW_VERSION] ?? null,
      ),
      format: nullablePlainText(content.format),
      architecture: nullablePlainText(content.architecture),
      parameters: content.parameters,
      precision: nullablePlainText(content.precision),
      quantization: nullablePlainText(content.quantization),
      context_length: content.contextLength,
      license: nullablePlainText(content.license),
      description: nullablePlainText(content.description),
      homepage: nullablePlainText(content.homepage),
      creator: nullablePlainText(content.creator),
      created_at: content.createdAt,
      signature: content.signature && writeJson(content.signature),
      registered_at: writer.at,
      registered_by: plainText(writer.actor),
      origin: writer.origin,
      ordered_at: content.createdAt ?? writer.at,
      retired_reason: null,
      retired_by: null,
      retired_at: null,
      search_text: searchTextOf(ref, content),
    },
    detail: {
      node_id: nodeId,
      model_card: nullablePlainText(content.modelCard),
      tags: writeJson(content.tags),
      metrics: writeJson(content.metrics),
      lineage: writeJson(content.lineage),
    },
    metrics: content.metrics.map(metric => metricToRow(nodeId, metric, writer)),
    lineage: content.lineage.map(link => linkToRow(nodeId, link, writer)),
  };
}

export function rowToSource(
  row: Pick<
    VersionRow,
    'source_uri' | 'source_kind' | 'source_pinned' | 'source_revision'
  >,
): VersionSource {
  return {
    uri: row.source_uri,
    kind: row.source_kind as VersionSource['kind'],
    pinned: Boolean(row.source_pinned),
    revision: row.source_revision,
  };
}

function facts(row: VersionRow) {
  return {
    version: row.version,
    source: rowToSource(row),
    digest: row.digest,
    format: row.format,
    architecture: row.architecture,
    parameters: row.parameters === null ? null : readNumber(row.parameters),
    precision: row.precision,
    quantization: row.quantization,
    contextLength: row.context_length,
    license: row.license,
    description: row.description,
    homepage: row.homepage,
    creator: row.creator,
    signature:
      row.signature === null
        ? null
        : readJson<ModelVersion['signature']>(row.signature),
  };
}

/** What was registered, without what was added later. */
export function rowsToContent(
  row: VersionRow & VersionDetailRow,
): VersionContent {
  return {
    ...facts(row),
    createdAt: readNullableInstant(row.created_at),
    modelCard: row.model_card,
    metrics: readJson<EvaluationMetric[]>(row.metrics),
    lineage: readJson<LineageLink[]>(row.lineage),
    tags: readJson<VersionContent['tags']>(row.tags),
  };
}

function retirementOf(row: VersionRow): ModelVersion['retirement'] {
  const at: InstantMs | null = readNullableInstant(row.retired_at);
  return at === null || row.retired_reason === null || row.retired_by === null
    ? null
    : { reason: row.retired_reason, by: row.retired_by, at: instantToText(at) };
}

export function rowToVersion(
  row: CountedVersionRow,
  around: VersionSurroundings,
): ModelVersion {
  const retirement = retirementOf(row);
  return {
    model: { namespace: row.model_namespace, name: row.model_name },
    ...facts(row),
    state: retirement === null ? 'active' : 'retired',
    retirement,
    createdAt: nullableInstantToText(readNullableInstant(row.created_at)),
    registeredAt: instantToText(readInstant(row.registered_at)),
    registeredBy: row.registered_by,
    origin: row.origin as RegistryOrigin,
    aliases: [...around.aliases],
    servers: readNumber(row.servers),
    headlineMetrics: [...around.headlineMetrics],
    conflicts: readNumber(row.conflicts),
  };
}

export function rowsToVersionDetail(
  version: ModelVersion,
  detail: VersionDetailRow,
  metrics: readonly MetricRow[],
  lineage: readonly LineageRow[],
): ModelVersionDetail {
  return {
    ...version,
    modelCard: detail.model_card,
    metrics: metrics.map(rowToMetric),
    lineage: lineage.map(rowToLink),
    tags: readJson<VersionContent['tags']>(detail.tags),
  };
}
