import type { DatabaseService } from '@backstage/backend-plugin-api';
import type {
  FleetSummary,
  ModelServer,
  ModelServerDetail,
  Page,
  ServerRevision,
} from '@inference-portal/plugin-inference-common';
import type { Knex } from 'knex';
import type {
  CatalogJoin,
  GpuCapacity,
  InstantMs,
  ObservationBatch,
} from '../../types';
import { applyMigrations } from '../database/applyMigrations';
import { chunks } from '../database/chunks';
import { plainText } from '../database/codec';
import { decodeCursor, encodeCursor } from '../database/cursor';
import type { Fence } from '../leases/LeaseStore';
import type {
  InventoryStore,
  RecordedOwnership,
  RecordedSetup,
  RegistrableServer,
  ServerFilter,
} from './InventoryStore';
import { rowToCapacity } from './operations/capacity';
import { readRegistrablePage } from './operations/readRegistrablePage';
import { readRevisionPage } from './operations/readRevisionPage';
import { readSetups, readSpecifications } from './operations/readSetups';
import { recordBatch } from './operations/recordBatch';
import { selectServers } from './operations/selectServers';
import { findSighting } from './operations/sightings';
import { summarizeServers } from './operations/summarizeServers';
import { updateJoinColumns } from './operations/updateJoinColumns';
import {
  joinToColumns,
  rowToOwnership,
  rowToServer,
  rowToServerDetail,
  sameJoin,
  type JoinColumns,
  type OwnershipRow,
  type SeenServerRow,
} from './serverRows';
import { whereServer } from './serverFilterQuery';
import type { GpuCapacityRow, ServerDetailRow, ServerRow } from './tables';

const JOIN_COLUMNS = [
  'entity_ref',
  'model_entity_ref',
  'owner_ref',
  'owner_source',
  'owner_reason',
  'search_text',
] as const;

/** InventoryStore in the plugin's database. */
export class KnexInventoryStore implements InventoryStore {
  readonly #db: Knex;

  static async create(options: {
    database: DatabaseService;
  }): Promise<KnexInventoryStore> {
    return new KnexInventoryStore(await applyMigrations(options.database));
  }

  private constructor(db: Knex) {
    this.#db = db;
  }

  async applyBatch(
    batch: ObservationBatch,
    joins: ReadonlyMap<string, CatalogJoin>,
    fence: Fence,
  ): Promise<void> {
    await recordBatch(this.#db, batch, joins, fence);
  }

  async listServers(options: {
    filter: ServerFilter | null;
    limit: number;
    cursor?: string;
  }): Promise<Page<ModelServer>> {
    const rows = await selectServers(this.#db)
      .whereNull('servers.removed_at')
      .modify(whereServer, options.filter)
      .modify(query => {
        if (options.cursor !== undefined) {
          query.whereRaw(
            '(servers.name, servers.cluster, servers.namespace, servers.id) > (?, ?, ?, ?)',
            [
              ...decodeCursor<[string, string, string, string]>(
                options.cursor,
                ['string', 'string', 'string', 'string'],
              ),
            ],
          );
        }
      })
      .orderBy([
        'servers.name',
        'servers.cluster',
        'servers.namespace',
        'servers.id',
      ])
      .limit(options.limit + 1);
    const page = rows.slice(0, options.limit);
    const items = page.map(rowToServer);
    const last = page.at(-1);
    return rows.length > options.limit && last
      ? {
          items,
          nextCursor: encodeCursor([
            last.name,
            last.cluster,
            last.namespace,
            last.id,
          ]),
        }
      : { items };
  }

  async listClusters(filter: ServerFilter | null): Promise<string[]> {
    return this.#db<ServerRow>('servers')
      .distinct('cluster')
      .whereNull('removed_at')
      .modify(whereServer, filter)
      .orderBy('cluster')
      .pluck('cluster');
  }

  async findServer(id: string): Promise<ModelServerDetail | undefined> {
    const row: (SeenServerRow & ServerDetailRow) | undefined =
      await selectServers(this.#db)
        .join('server_details', 'server_details.server_id', 'servers.id')
        .select('server_details.*')
        .where('servers.id', plainText(id))
        .first();
    return row && rowToServerDetail(row);
  }

  async listRevisions(
    serverId: string,
    options: { limit: number; cursor?: string },
  ): Promise<Page<ServerRevision>> {
    return readRevisionPage(this.#db, serverId, options);
  }

  async summarize(options: {
    filter: ServerFilter | null;
    clusters: readonly string[] | null;
  }): Promise<Omit<FleetSummary, 'coverage'>> {
    return summarizeServers(this.#db, options);
  }

  async getCapacity(): Promise<ReadonlyMap<string, readonly GpuCapacity[]>> {
    const rows = await this.#db<GpuCapacityRow>('gpu_capacity')
      .select()
      .orderBy(['cluster', 'product']);
    const byCluster = new Map<string, GpuCapacity[]>();
    for (const row of rows) {
      const capacity = byCluster.get(row.cluster) ?? [];
      capacity.push(rowToCapacity(row));
      byCluster.set(row.cluster, capacity);
    }
    return byCluster;
  }

  async listOwnership(options: {
    afterId: string | null;
    limit: number;
  }): Promise<readonly RecordedOwnership[]> {
    const rows: OwnershipRow[] = await this.#db('servers')
      .join('server_details', 'server_details.server_id', 'servers.id')
      .select(
        'id',
        'cluster',
        'namespace',
        'name',
        'model_id',
        'signals',
        ...JOIN_COLUMNS,
      )
      .whereNull('removed_at')
      .modify(query => {
        if (options.afterId !== null) {
          query.where('id', '>', plainText(options.afterId));
        }
      })
      .orderBy('id')
      .limit(options.limit);
    return rows.map(rowToOwnership);
  }

  async listRegistrable(options: {
    afterId: string | null;
    limit: number;
    ids?: readonly string[];
  }): Promise<readonly RegistrableServer[]> {
    return readRegistrablePage(this.#db, options);
  }

  async listSetups(
    serverIds: readonly string[],
  ): Promise<ReadonlyMap<string, RecordedSetup>> {
    return readSetups(this.#db, serverIds);
  }

  async listSpecifications(
    serverIds: readonly string[],
  ): Promise<ReadonlyMap<string, unknown>> {
    return readSpecifications(this.#db, serverIds);
  }

  async updateJoins(joins: ReadonlyMap<string, CatalogJoin>): Promise<void> {
    for (const part of chunks([...joins])) {
      const joinById = new Map(part.map(([id, join]) => [plainText(id), join]));
      const rows: (Pick<
        ServerRow,
        'id' | 'cluster' | 'namespace' | 'name' | 'model_id'
      > &
        JoinColumns)[] = await this.#db<ServerRow>('servers')
        .select(
          'id',
          'cluster',
          'namespace',
          'name',
          'model_id',
          ...JOIN_COLUMNS,
        )
        .whereIn('id', [...joinById.keys()]);
      const changed = new Map<string, JoinColumns>();
      for (const row of rows) {
        const join = joinById.get(row.id);
        const columns = join && joinToColumns(row, join);
        if (columns && !sameJoin(row, columns)) {
          changed.set(row.id, columns);
        }
      }
      await updateJoinColumns(this.#db, changed);
    }
  }

  async getLastSeen(cluster: string): Promise<InstantMs | null> {
    const sighting = await findSighting(this.#db, cluster);
    return sighting?.observedAt ?? null;
  }
}
