import type { Knex } from 'knex';
import type { VersionCandidate } from '../../../decide/registry/VersionContent';
import { plainText, readInstant, readJson } from '../../database/codec';
import { whereAmong } from '../../database/conditions';
import { modelRefKey } from '../modelRows';
import type { VersionCriteria } from '../RegistryStore';
import type { ModelRow, VersionDetailRow, VersionRow } from '../tables';
import { rowToSource } from '../versionRows';

type CandidateRow = Pick<ModelRow, 'namespace' | 'name' | 'source_ids'> &
  Pick<VersionDetailRow, 'tags'> &
  Pick<
    VersionRow,
    | 'version'
    | 'source_uri'
    | 'source_kind'
    | 'source_pinned'
    | 'source_revision'
    | 'digest'
    | 'ordered_at'
  >;

function rowToCandidate(row: CandidateRow): VersionCandidate {
  return {
    model: { namespace: row.namespace, name: row.name },
    sourceIds: readJson<string[]>(row.source_ids),
    version: row.version,
    source: rowToSource(row),
    digest: row.digest,
    orderedAt: readInstant(row.ordered_at),
    tags: readJson<VersionCandidate['tags']>(row.tags),
  };
}

/** Models that are named, or known under one of the ids. */
async function findModels(
  db: Knex,
  criteria: VersionCriteria,
): Promise<readonly ModelRow[]> {
  const refs = criteria.models.map(modelRefKey);
  const ids = criteria.sourceIds.map(id => plainText(id.toLowerCase()));
  return db<ModelRow>('models')
    .select()
    .where(named => whereAmong(named, db, 'ref', refs))
    .orWhereIn(
      'ref',
      db('model_source_ids')
        .select('model_ref')
        .modify(whereAmong, db, 'source_key', ids),
    );
}

/** Versions that servers with these facts may run: all versions of the models found, and those found by themselves. Newest first. */
export async function findCandidates(
  db: Knex,
  criteria: VersionCriteria,
): Promise<readonly VersionCandidate[]> {
  const models = await findModels(db, criteria);
  const refs = models.map(model => model.ref);
  const bases = criteria.sourceIds.map(id =>
    plainText(`hf://${id.toLowerCase()}`),
  );
  const rows: CandidateRow[] = await db('model_versions')
    .join('models', 'models.ref', 'model_versions.model_ref')
    .join(
      'version_details',
      'version_details.node_id',
      'model_versions.node_id',
    )
    .select(
      'models.namespace',
      'models.name',
      'models.source_ids',
      'version_details.tags',
      'model_versions.version',
      'model_versions.source_uri',
      'model_versions.source_kind',
      'model_versions.source_pinned',
      'model_versions.source_revision',
      'model_versions.digest',
      'model_versions.ordered_at',
    )
    .where(any => {
      const among = (column: string, texts: readonly string[]) =>
        any.orWhere(one =>
          whereAmong(one, db, `model_versions.${column}`, texts),
        );
      among('model_ref', refs);
      among('digest', criteria.digests.map(plainText));
      among('source_uri', criteria.sources.map(plainText));
      among('source_base', bases);
      among(
        'kubeflow_model_id',
        (criteria.kubeflowModels ?? []).map(plainText),
      );
      among(
        'kubeflow_version_id',
        (criteria.kubeflowVersions ?? []).map(plainText),
      );
    })
    .orderBy([
      { column: 'model_versions.ordered_at', order: 'desc' },
      { column: 'model_versions.version_order', order: 'desc' },
      { column: 'model_versions.node_id', order: 'desc' },
    ]);
  return [
    ...rows.map(rowToCandidate),
    ...models
      .filter(model => model.versions === 0)
      .map(model => ({
        model: { namespace: model.namespace, name: model.name },
        sourceIds: readJson<string[]>(model.source_ids),
        version: null,
        source: null,
        digest: null,
        orderedAt: null,
        tags: {},
      })),
  ];
}
