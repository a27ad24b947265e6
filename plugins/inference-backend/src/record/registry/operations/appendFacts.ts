import type {
  EvaluationMetric,
  LineageLink,
  ModelRef,
} from '@inference-portal/plugin-inference-common';
import type { Knex } from 'knex';
import { compareMetrics } from '../../../decide/registry/compareContent';
import { chunks } from '../../database/chunks';
import { modelRefKey } from '../modelRows';
import type { AppendOutcome, Writer } from '../RegistryStore';
import type { LineageRow, MetricRow, VersionRow } from '../tables';
import {
  linkToRow,
  metricToRow,
  rowToMetric,
  versionKey,
} from '../versionRows';
import {
  addToAncestry,
  canHaveAncestors,
  lockLineage,
  readAncestry,
} from './ancestry';
import { countLineageWrite } from './lineageState';
import { lockModels, refreshModels } from './writeModels';

async function hasVersion(
  tx: Knex.Transaction,
  nodeId: string,
): Promise<boolean> {
  const row = await tx<VersionRow>('model_versions')
    .select('node_id')
    .where({ node_id: nodeId })
    .first();
  return row !== undefined;
}

/** Adds results of later evaluations to a version; all of them or, when one has another value already, none. */
export async function addMetrics(
  db: Knex,
  model: ModelRef,
  version: string,
  metrics: readonly EvaluationMetric[],
  writer: Writer,
): Promise<AppendOutcome> {
  const nodeId = versionKey(model, version);
  return db.transaction(async (tx): Promise<AppendOutcome> => {
    await lockModels(tx, [modelRefKey(model)]);
    if (!(await hasVersion(tx, nodeId))) {
      return { status: 'no-version' };
    }
    const recorded = await tx<MetricRow>('version_metrics').where({
      node_id: nodeId,
    });
    const known = new Map(
      recorded.map(row => [row.metric_key, rowToMetric(row)]),
    );
    const added: MetricRow[] = [];
    for (const metric of metrics) {
      const row = metricToRow(nodeId, metric, writer);
      const same = known.get(row.metric_key);
      const differences = same ? compareMetrics([same], [metric]) : [];
      if (differences.length > 0) {
        return { status: 'conflict', differences };
      }
      if (!same) {
        added.push(row);
        known.set(row.metric_key, metric);
      }
    }
    if (added.length === 0) {
      return { status: 'unchanged' };
    }
    for (const part of chunks(added)) {
      await tx<MetricRow>('version_metrics').insert([...part]);
    }
    await refreshModels(tx, [modelRefKey(model)], writer.at);
    return { status: 'added' };
  });
}

/** Adds what a version was made from; all of it or, when it closes a cycle or tells an edge otherwise, none. */
export async function addLineage(
  db: Knex,
  model: ModelRef,
  version: string,
  lineage: readonly LineageLink[],
  writer: Writer,
): Promise<AppendOutcome> {
  const nodeId = versionKey(model, version);
  const offered = lineage.map(link => linkToRow(nodeId, link, writer));
  return db.transaction(async (tx): Promise<AppendOutcome> => {
    if (offered.some(row => canHaveAncestors(row.to_id))) {
      await lockLineage(tx);
    }
    await lockModels(tx, [modelRefKey(model)]);
    if (!(await hasVersion(tx, nodeId))) {
      return { status: 'no-version' };
    }
    const keyOf = (row: LineageRow) =>
      JSON.stringify([row.relation, row.to_id]);
    const recorded = await tx<LineageRow>('lineage_edges').where({
      from_id: nodeId,
    });
    const known = new Map(recorded.map(row => [keyOf(row), row]));
    const added: LineageRow[] = [];
    for (const row of offered) {
      const same = known.get(keyOf(row));
      if (same && same.note !== row.note) {
        return {
          status: 'conflict',
          differences: [
            {
              field: `lineage: ${row.relation} ${row.to_id}`,
              recorded: same.note,
              offered: row.note,
            },
          ],
        };
      }
      if (!same) {
        added.push(row);
        known.set(keyOf(row), row);
      }
    }
    if (added.length === 0) {
      return { status: 'unchanged' };
    }
    const targets = added.map(row => row.to_id);
    const path = addToAncestry(
      await readAncestry(tx, targets),
      nodeId,
      targets,
    );
    if (path) {
      return { status: 'cycle', path };
    }
    for (const part of chunks(added)) {
      await tx<LineageRow>('lineage_edges').insert([...part]);
    }
    await refreshModels(tx, [modelRefKey(model)], writer.at);
    await countLineageWrite(tx);
    return { status: 'added' };
  });
}
