import type { ModelRef } from '@inference-portal/plugin-inference-common';
import type { Knex } from 'knex';
import { compareContent } from '../../../decide/registry/compareContent';
import type { VersionContent } from '../../../decide/registry/VersionContent';
import { chunks } from '../../database/chunks';
import { whereAmong } from '../../database/conditions';
import type { RegisterOutcome, Writer } from '../RegistryStore';
import type {
  LineageRow,
  MetricRow,
  VersionDetailRow,
  VersionRow,
} from '../tables';
import { contentToRows, rowsToContent } from '../versionRows';
import {
  addToAncestry,
  canHaveAncestors,
  lockLineage,
  readAncestry,
} from './ancestry';
import { countLineageWrite } from './lineageState';
import { lockModels, refreshModels } from './writeModels';

/** A version that somebody wants to register. */
export interface OfferedVersion {
  readonly model: ModelRef;
  readonly content: VersionContent;
}

type VersionRows = ReturnType<typeof contentToRows>;
type Offer = OfferedVersion & { readonly rows: VersionRows };

/** Model cards are long; this many of them make a statement of a few megabytes at most. */
const CARDS_PER_STATEMENT = 25;

async function readRecorded(
  tx: Knex.Transaction,
  nodeIds: readonly string[],
): Promise<ReadonlyMap<string, VersionContent>> {
  if (nodeIds.length === 0) {
    return new Map();
  }
  const rows: (VersionRow & VersionDetailRow)[] = await tx('model_versions')
    .join(
      'version_details',
      'version_details.node_id',
      'model_versions.node_id',
    )
    .select('model_versions.*', 'version_details.*')
    .modify(whereAmong, tx, 'model_versions.node_id', nodeIds);
  return new Map(rows.map(row => [row.node_id, rowsToContent(row)]));
}

function compared(
  recorded: VersionContent | undefined,
  offered: VersionContent,
): RegisterOutcome {
  const differences = recorded ? compareContent(recorded, offered) : [];
  return differences.length === 0
    ? { status: 'unchanged' }
    : { status: 'conflict', differences };
}

async function insertRows(
  tx: Knex.Transaction,
  added: readonly VersionRows[],
): Promise<void> {
  for (const part of chunks(added)) {
    await tx<VersionRow>('model_versions').insert(
      part.map(rows => rows.version),
    );
  }
  for (const part of chunks(added, CARDS_PER_STATEMENT)) {
    await tx<VersionDetailRow>('version_details').insert(
      part.map(rows => rows.detail),
    );
  }
  for (const part of chunks(added.flatMap(rows => rows.metrics))) {
    await tx<MetricRow>('version_metrics').insert([...part]);
  }
  for (const part of chunks(added.flatMap(rows => rows.lineage))) {
    await tx<LineageRow>('lineage_edges').insert([...part]);
  }
}

function targetsOf(offer: Offer): string[] {
  return offer.rows.lineage.map(edge => edge.to_id);
}

/**
 * Registers at most one statement's worth of versions. Each is decided by itself, in the order given: one that is refused leaves the
 * others as they are.
 */
async function registerPart(
  tx: Knex.Transaction,
  offers: readonly Offer[],
  writer: Writer,
): Promise<RegisterOutcome[]> {
  const linked = offers.some(offer => targetsOf(offer).some(canHaveAncestors));
  if (linked) {
    await lockLineage(tx);
  }
  const models = await lockModels(tx, [
    ...new Set(offers.map(({ rows }) => rows.version.model_ref)),
  ]);
  const nodeIds = offers.map(({ rows }) => rows.version.node_id);
  const present: Pick<VersionRow, 'node_id' | 'content_hash'>[] =
    await tx<VersionRow>('model_versions')
      .select('node_id', 'content_hash')
      .modify(whereAmong, tx, 'node_id', nodeIds);
  const hashes = new Map(present.map(row => [row.node_id, row.content_hash]));
  const isOther = ({ rows: { version } }: Offer) =>
    hashes.has(version.node_id) &&
    hashes.get(version.node_id) !== version.content_hash;
  const contents = new Map(
    await readRecorded(
      tx,
      offers.filter(isOther).map(({ rows }) => rows.version.node_id),
    ),
  );
  const ancestry = await readAncestry(
    tx,
    linked ? offers.flatMap(targetsOf) : [],
  );

  const added: VersionRows[] = [];
  const outcomes = offers.map((offer): RegisterOutcome => {
    const { node_id, model_ref, content_hash } = offer.rows.version;
    if (!models.has(model_ref)) {
      return { status: 'no-model' };
    }
    const hash = hashes.get(node_id);
    if (hash !== undefined) {
      return hash === content_hash
        ? { status: 'unchanged' }
        : compared(contents.get(node_id), offer.content);
    }
    const path = addToAncestry(ancestry, node_id, targetsOf(offer));
    if (path) {
      return { status: 'cycle', path };
    }
    added.push(offer.rows);
    // The same version may be offered twice at once.
    hashes.set(node_id, content_hash);
    contents.set(node_id, offer.content);
    return { status: 'registered' };
  });
  if (added.length > 0) {
    await insertRows(tx, added);
    await refreshModels(
      tx,
      [...new Set(added.map(({ version }) => version.model_ref))],
      writer.at,
    );
    await countLineageWrite(tx);
  }
  return outcomes;
}

/** Registers versions, one transaction per statement's worth of them; outcomes in the order given. */
export async function registerVersions(
  db: Knex,
  versions: readonly OfferedVersion[],
  writer: Writer,
): Promise<RegisterOutcome[]> {
  const outcomes: RegisterOutcome[] = [];
  for (const part of chunks(versions)) {
    const offers = part.map(offered => ({
      ...offered,
      rows: contentToRows(offered.model, offered.content, writer),
    }));
    outcomes.push(
      ...(await db.transaction(tx => registerPart(tx, offers, writer))),
    );
  }
  return outcomes;
}
