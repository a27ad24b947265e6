import type { Knex } from 'knex';
import { chunks } from '../../database/chunks';
import type { JoinColumns } from '../serverRows';

/** Writes joins of many servers, each with its own values, in one statement a chunk. Unknown ids are skipped. */
export async function updateJoinColumns(
  tx: Knex,
  joins: ReadonlyMap<string, JoinColumns>,
): Promise<void> {
  for (const part of chunks([...joins])) {
    // Casts, as PostgreSQL cannot tell the type of a column that is null in every row.
    const row = `select cast(? as text) as id, cast(? as text) as entity_ref, cast(? as text) as model_entity_ref,
      cast(? as text) as owner_ref, cast(? as text) as owner_source, cast(? as text) as owner_reason, cast(? as text) as search_text`;
    await tx.raw(
      `update servers set
        entity_ref = joined.entity_ref,
        model_entity_ref = joined.model_entity_ref,
        owner_ref = joined.owner_ref,
        owner_source = joined.owner_source,
        owner_reason = joined.owner_reason,
        search_text = joined.search_text
      from (${part.map(() => row).join(' union all ')}) as joined
      where servers.id = joined.id`,
      part.flatMap(([id, join]) => [
        id,
        // Null is a value here; knex types bindings of raw statements without it.
        ...([
          join.entity_ref,
          join.model_entity_ref,
          join.owner_ref,
          join.owner_source,
          join.owner_reason,
          join.search_text,
        ] as string[]),
      ]),
    );
  }
}
