import type {
  ModelVersion,
  Page,
} from '@inference-portal/plugin-inference-common';
import type { Knex } from 'knex';
import { plainText } from '../../database/codec';
import { whereAmong } from '../../database/conditions';
import { decodeCursor, encodeCursor } from '../../database/cursor';
import { whereModel } from '../modelFilterQuery';
import type { ModelFilter } from '../RegistryStore';
import type { VersionRow } from '../tables';
import type { CountedVersionRow } from '../versionRows';
import { fromIndex, whereText } from './fromIndex';
import { completeVersions, selectVersions } from './readVersions';

interface VersionSearch {
  readonly filter: ModelFilter | null;
  readonly text?: string;
  readonly digest?: string;
  readonly limit: number;
  readonly cursor?: string;
}

/** The order of versions of several models. */
const MODEL_ORDER = [
  'model_versions.model_ref',
  'model_versions.version_order',
  'model_versions.version',
];

/** Versions that are looked at in the order of the page before an index is asked: what is found often is found among them. */
const LOOKED_AT_FIRST = 1_000;

function whereAfter(
  query: Knex.QueryBuilder,
  cursor: string | undefined,
): void {
  if (cursor !== undefined) {
    query.whereRaw(
      '(model_versions.model_ref, model_versions.version_order, model_versions.version) > (?, ?, ?)',
      [
        ...decodeCursor<[string, string, string]>(cursor, [
          'string',
          'string',
          'string',
        ]),
      ],
    );
  }
}

const COLUMNS = [
  'model_versions.node_id',
  'model_versions.search_text',
  ...MODEL_ORDER,
];

/** Node ids of the page among some versions, and of one more when there is one. */
function pageAmong(
  versions: Knex.QueryBuilder,
  text: string,
  { filter, limit }: VersionSearch,
): Knex.QueryBuilder {
  return versions
    .modify(query => {
      if (filter !== null) {
        query
          .join('models', 'models.ref', 'model_versions.model_ref')
          .modify(whereModel, filter);
      }
    })
    .modify(whereText, text)
    .orderBy(MODEL_ORDER)
    .limit(limit + 1)
    .pluck('model_versions.node_id');
}

/** Node ids of the page of versions that contain a text. */
async function findPage(
  db: Knex,
  text: string,
  search: VersionSearch,
): Promise<readonly string[]> {
  const first: string[] = await pageAmong(
    db.from(
      db<VersionRow>('model_versions')
        .select(COLUMNS)
        .modify(whereAfter, search.cursor)
        .orderBy(MODEL_ORDER)
        .limit(LOOKED_AT_FIRST)
        .as('model_versions'),
    ),
    text,
    search,
  );
  if (first.length > search.limit) {
    return first;
  }
  const found = db
    .select(COLUMNS)
    .modify(await fromIndex(db, text))
    .modify(whereAfter, search.cursor);
  // By itself: asked for a page in order, PostgreSQL would rather read the versions in that order, however few contain the text.
  return pageAmong(
    db.withMaterialized('found', found).from('found as model_versions'),
    text,
    search,
  );
}

async function findRows(
  db: Knex,
  search: VersionSearch,
): Promise<CountedVersionRow[]> {
  const { filter, text, digest, limit, cursor } = search;
  if (text !== undefined && digest === undefined) {
    const ids = await findPage(db, text, search);
    return selectVersions(db)
      .modify(whereAmong, db, 'model_versions.node_id', ids)
      .orderBy(MODEL_ORDER);
  }
  return selectVersions(db)
    .modify(whereModel, filter)
    .modify(whereAfter, cursor)
    .modify(query => {
      if (text !== undefined) {
        whereText(query, text);
      }
      if (digest !== undefined) {
        query.where('model_versions.digest', plainText(digest));
      }
    })
    .orderBy(MODEL_ORDER)
    .limit(limit + 1);
}

/** One page of versions of all models that `filter` lets through, by model and version. */
export async function searchVersionPage(
  db: Knex,
  search: VersionSearch,
): Promise<Page<ModelVersion>> {
  const rows = await findRows(db, search);
  const page = rows.slice(0, search.limit);
  const items = await completeVersions(db, page);
  const last = page.at(-1);
  return rows.length > search.limit && last
    ? {
        items,
        nextCursor: encodeCursor([
          last.model_ref,
          last.version_order,
          last.version,
        ]),
      }
    : { items };
}
