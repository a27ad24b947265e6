import type { ImageReference } from '@inference-portal/plugin-inference-common';
import type { Knex } from 'knex';
import type { OwnershipSignals } from '../../../types';
import { plainText, readJson } from '../../database/codec';
import { chunks } from '../../database/chunks';
import { whereAmong } from '../../database/conditions';
import type { RecordedSetup } from '../InventoryStore';
import type { DetailDocument } from '../tables';

interface SetupRow {
  id: string;
  current_revision: number;
  detail: string;
  signals: string;
  previous_number: number | null;
  previous_images: string | null;
}

interface SpecificationRow {
  server_id: string;
  spec: string;
}

/** How servers are set up, some at a time; removed ones are left out. */
export async function readSetups(
  db: Knex,
  serverIds: readonly string[],
): Promise<Map<string, RecordedSetup>> {
  const setups = new Map<string, RecordedSetup>();
  for (const part of chunks(serverIds)) {
    const query = db('servers')
      .join('server_details', 'server_details.server_id', 'servers.id')
      .leftJoin({ previous: 'server_revisions' }, join =>
        join
          .on('previous.server_id', 'servers.id')
          .on('previous.number', db.raw('servers.current_revision - 1')),
      )
      .select('servers.id', 'servers.current_revision', {
        detail: 'server_details.detail',
        signals: 'server_details.signals',
        previous_number: 'previous.number',
        previous_images: 'previous.images',
      })
      .whereNull('servers.removed_at');
    whereAmong(query, db, 'servers.id', part.map(plainText));
    const rows: SetupRow[] = await query;
    for (const row of rows) {
      setups.set(row.id, {
        detail: readJson<DetailDocument>(row.detail),
        signals: readJson<OwnershipSignals>(row.signals),
        revision: row.current_revision,
        previous:
          row.previous_number === null || row.previous_images === null
            ? null
            : {
                number: row.previous_number,
                images: readJson<ImageReference[]>(row.previous_images),
              },
      });
    }
  }
  return setups;
}

/** Specifications of the current revisions of servers, by the servers' ids, some at a time. */
export async function readSpecifications(
  db: Knex,
  serverIds: readonly string[],
): Promise<Map<string, unknown>> {
  const specifications = new Map<string, unknown>();
  for (const part of chunks(serverIds)) {
    const query = db('server_revisions')
      .join('servers', join =>
        join
          .on('servers.id', 'server_revisions.server_id')
          .on('servers.current_revision', 'server_revisions.number'),
      )
      .select('server_revisions.server_id', 'server_revisions.spec')
      .whereNull('servers.removed_at');
    whereAmong(query, db, 'servers.id', part.map(plainText));
    const rows: SpecificationRow[] = await query;
    for (const { server_id, spec } of rows) {
      specifications.set(server_id, readJson<unknown>(spec));
    }
  }
  return specifications;
}
