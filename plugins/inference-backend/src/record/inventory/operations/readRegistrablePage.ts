import type { Knex } from 'knex';
import type { OwnershipSignals } from '../../../types';
import { plainText, readJson } from '../../database/codec';
import type { RegistrableServer } from '../InventoryStore';
import { columnsToRegistration, type RegistrationColumns } from '../serverRows';
import type { DetailDocument, ServerDocument } from '../tables';

type RegistrableRow = RegistrationColumns & {
  id: string;
  model_entity_ref: string | null;
  document: string;
  detail: string;
  signals: string;
};

/** One page of the servers that are not removed, by id, with what their registration is chosen from. */
export async function readRegistrablePage(
  db: Knex,
  options: {
    readonly afterId: string | null;
    readonly limit: number;
    readonly ids?: readonly string[];
  },
): Promise<RegistrableServer[]> {
  const rows: RegistrableRow[] = await db('servers')
    .join('server_details', 'server_details.server_id', 'servers.id')
    .leftJoin(
      'server_registrations',
      'server_registrations.server_id',
      'servers.id',
    )
    .select('servers.id', 'servers.model_entity_ref', 'servers.document', {
      detail: 'server_details.detail',
      signals: 'server_details.signals',
      registered_namespace: 'server_registrations.namespace',
      registered_name: 'server_registrations.name',
      registered_version: 'server_registrations.version',
      registered_reason: 'server_registrations.reason',
      registered_confidence: 'server_registrations.confidence',
    })
    .whereNull('servers.removed_at')
    .modify(query => {
      if (options.ids !== undefined) {
        query.whereIn('servers.id', options.ids.map(plainText));
      }
      if (options.afterId !== null) {
        query.where('servers.id', '>', plainText(options.afterId));
      }
    })
    .orderBy('servers.id')
    .limit(options.limit);
  return rows.map(row => ({
    id: row.id,
    model: {
      ...readJson<ServerDocument>(row.document).model,
      entityRef: row.model_entity_ref,
    },
    image: readJson<DetailDocument>(row.detail).image,
    signals: readJson<OwnershipSignals>(row.signals),
    registration: columnsToRegistration(row),
  }));
}
