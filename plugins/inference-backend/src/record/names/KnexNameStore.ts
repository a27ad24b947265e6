import type { DatabaseService } from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';
import { applyMigrations } from '../database/applyMigrations';
import { chunks } from '../database/chunks';
import { plainText } from '../database/codec';
import { rowToAllocation, rowToNode } from '../ledger/evidence';
import type { AllocationRow, NodeRow } from '../ledger/tables';
import type { NameStore } from './NameStore';

/** Ids in one question; the list is bound value by value. */
const IDS_PER_QUESTION = 500;

interface ServerNameRow {
  id: string;
  namespace: string;
  name: string;
}

/** NameStore in the plugin's database. */
export class KnexNameStore implements NameStore {
  readonly #db: Knex;

  static async create(options: {
    database: DatabaseService;
  }): Promise<KnexNameStore> {
    return new KnexNameStore(await applyMigrations(options.database));
  }

  private constructor(db: Knex) {
    this.#db = db;
  }

  async serverNames(ids: readonly string[]): Promise<Map<string, string>> {
    return readNames(ids, async some => {
      const rows: ServerNameRow[] = await this.#db<ServerNameRow>('servers')
        .select('id', 'namespace', 'name')
        .whereIn('id', some);
      return rows.map(({ id, namespace, name }) => [
        id,
        `${namespace}/${name}`,
      ]);
    });
  }

  async nodeNames(uids: readonly string[]): Promise<Map<string, string>> {
    return readNames(uids, async some => {
      const rows: NodeRow[] = await this.#db<NodeRow>('ledger_nodes')
        .select()
        .whereIn('uid', some)
        .orderBy('from_at');
      return rows.map(row => [row.uid, rowToNode(row).name]);
    });
  }

  async podNames(uids: readonly string[]): Promise<Map<string, string>> {
    return readNames(uids, async some => {
      const rows: AllocationRow[] = await this.#db<AllocationRow>(
        'ledger_allocations',
      )
        .select()
        .whereIn('pod_uid', some);
      return rows.map(row => [
        row.pod_uid,
        `${row.namespace}/${rowToAllocation(row).podName}`,
      ]);
    });
  }
}

async function readNames(
  ids: readonly string[],
  read: (
    ids: readonly string[],
  ) => Promise<readonly (readonly [id: string, name: string])[]>,
): Promise<Map<string, string>> {
  const names = new Map<string, string>();
  const distinct = [...new Set(ids.map(plainText))];
  for (const some of chunks(distinct, IDS_PER_QUESTION)) {
    for (const [id, name] of await read(some)) {
      names.set(id, name);
    }
  }
  return names;
}
