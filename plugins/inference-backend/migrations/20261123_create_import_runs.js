// @ts-check

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  const isPostgres = String(knex.client.config.client).includes('pg');
  const keyType = isPostgres ? 'text collate "C"' : 'text';

  await knex.schema.createTable('import_runs', table => {
    table.comment('Imports from other registries, running and ended ones');
    table.specificType('id', keyType).notNullable().primary();
    table.specificType('source', keyType).notNullable();
    table.boolean('dry_run').notNullable();
    table.specificType('state', keyType).notNullable();
    table.text('started_by').notNullable();
    table
      .boolean('scheduled')
      .notNullable()
      .comment('Not asked for by anybody: kept apart, as there are many');
    table.bigInteger('started_at').notNullable();
    table
      .bigInteger('changed_at')
      .notNullable()
      .comment('Last sign of life of the process that imports');
    table
      .bigInteger('expires_at')
      .notNullable()
      .comment('After that another process may end a running one');
    table.bigInteger('finished_at').nullable();
    table.text('counts').notNullable().comment('JSON; for lists');
    table.text('findings').notNullable().comment('JSON; for one run');
    table.text('error').nullable();

    // Newest first, of one source or of all.
    table.index(['source', 'started_at'], 'import_runs_source_idx');
    table.index(['started_at'], 'import_runs_started_idx');
  });
  // Of two who start at once the database lets one through.
  await knex.raw(
    "create unique index import_runs_running_idx on import_runs (source) where state = 'running'",
  );
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('import_runs');
};
