// @ts-check

/*
 * The cost ledger. Evidence is kept as it was told, half-open intervals in milliseconds (UTC); what lasts has `to_at` 253402300800000, the end of
 * the year 9999, so that one index answers "overlaps". Which of several pieces of evidence counts is decided when they are read.
 *
 * Roll-ups are integers only: `quantity` is GPU-milliseconds times the denominator of the series, so that sums in SQL are exact. What a row
 * is about (owner, model, price …) stands once in `ledger_series`, as it is the same for many days.
 */

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  const isPostgres = String(knex.client.config.client).includes('pg');
  const keyType = isPostgres ? 'text collate "C"' : 'text';

  /** @param {import('knex').Knex.CreateTableBuilder} table */
  const evidence = table => {
    table.specificType('cluster', keyType).notNullable();
    table.specificType('quality', keyType).notNullable();
    table.bigInteger('from_at').notNullable();
    table.bigInteger('to_at').notNullable();
    table
      .bigInteger('told_at')
      .notNullable()
      .comment('Batch that told what stands here; 0 for estimates');
    table
      .bigInteger('ended_by')
      .nullable()
      .comment(
        'Complete batch that no longer held it; null when its end was told',
      );
  };

  await knex.schema.createTable('ledger_nodes', table => {
    table.comment('Nodes while they exist with the same hardware');
    table.specificType('uid', keyType).notNullable();
    evidence(table);
    table.text('content').notNullable();
    table.primary(['uid', 'quality', 'from_at']);
    // What overlaps a window, and what lasts.
    table.index(['cluster', 'to_at', 'from_at'], 'ledger_nodes_cluster_idx');
  });

  await knex.schema.createTable('ledger_allocations', table => {
    table.comment('Holds of containers on GPUs');
    table.specificType('pod_uid', keyType).notNullable();
    table.specificType('container', keyType).notNullable();
    table.specificType('resource', keyType).notNullable();
    evidence(table);
    table.specificType('namespace', keyType).notNullable();
    table.specificType('server_id', keyType).nullable();
    table.text('content').notNullable();
    table.primary(['pod_uid', 'container', 'resource', 'quality', 'from_at']);
    table.index(
      ['cluster', 'to_at', 'from_at'],
      'ledger_allocations_cluster_idx',
    );
    // Which clusters a change of a server's owner concerns.
    table.index(['server_id'], 'ledger_allocations_server_idx');
  });

  await knex.schema.createTable('ledger_clusters', table => {
    table.comment('How far each cluster was watched');
    table.specificType('cluster', keyType).notNullable().primary();
    table.bigInteger('observed_to').notNullable();
  });

  await knex.schema.createTable('ledger_batches', table => {
    table.comment(
      'Batches of late: what a complete one no longer held had ended when the one before it was told',
    );
    table.specificType('cluster', keyType).notNullable();
    table.bigInteger('observed_at').notNullable();
    table.integer('complete').notNullable();
    table.primary(['cluster', 'observed_at']);
  });

  await knex.schema.createTable('ledger_spans', table => {
    table.comment('Stretches that nobody watched, and those that were filled');
    table.specificType('cluster', keyType).notNullable();
    table.specificType('kind', keyType).notNullable();
    table.bigInteger('from_at').notNullable();
    table.bigInteger('to_at').notNullable();
    table.primary(['cluster', 'kind', 'from_at']);
  });

  await knex.schema.createTable('ledger_ownership', table => {
    table.comment('Who owned what a server or a namespace ran');
    table.specificType('subject', keyType).notNullable();
    table.bigInteger('from_at').notNullable();
    table.bigInteger('to_at').notNullable();
    table.text('owner').nullable();
    table.text('model').nullable();
    table.text('version').nullable();
    table.primary(['subject', 'from_at']);
  });

  await knex.schema.createTable('ledger_prices', table => {
    table.comment('Prices in effect, by source');
    table.specificType('source', keyType).notNullable();
    table.specificType('id', keyType).notNullable();
    table.bigInteger('from_at').notNullable();
    table.bigInteger('to_at').notNullable();
    table.text('content').notNullable();
    table.primary(['source', 'id']);
  });

  await knex.schema.createTable('ledger_commitments', table => {
    table.comment('What is paid whether used or not');
    table.specificType('id', keyType).notNullable().primary();
    table.bigInteger('from_at').notNullable();
    table.bigInteger('to_at').notNullable();
    table.text('content').notNullable();
  });

  await knex.schema.createTable('ledger_zones', table => {
    table.comment('Until when the local days of a report zone are partitions');
    table.specificType('timezone', keyType).notNullable().primary();
    table.bigInteger('opened_to').notNullable();
  });

  await knex.schema.createTable('ledger_partitions', table => {
    table.comment('Local days of a cluster, and whether their roll-up agrees');
    table.increments('id');
    table.specificType('timezone', keyType).notNullable();
    table.bigInteger('day').notNullable();
    table.specificType('cluster', keyType).notNullable();
    table.bigInteger('day_end').notNullable();
    table
      .integer('revision')
      .notNullable()
      .comment('Grows with every change of the intervals');
    table.integer('dirty').notNullable().comment('1 until it is recomputed');
    table
      .bigInteger('computed_to')
      .nullable()
      .comment('End of what the roll-up covers; null before the first');
    table.unique(['timezone', 'day', 'cluster'], {
      indexName: 'ledger_partitions_key',
    });
    // A cluster's days that a change of its intervals concerns.
    table.index(['cluster', 'day_end'], 'ledger_partitions_cluster_idx');
  });
  await knex.raw(
    'create index ledger_partitions_dirty_idx on ledger_partitions (day) where dirty = 1',
  );

  await knex.schema.createTable('ledger_series', table => {
    table.comment('What rows of roll-ups are about; never changed');
    table.increments('id');
    table.specificType('hash', keyType).notNullable().unique();
    table.integer('grain').notNullable().comment('0 server, 1 node, 2 owner');
    table.text('timezone').nullable().comment('Of owner series only');
    table.text('bucket').notNullable();
    table.text('idle_kind').nullable();
    table.specificType('owner', keyType).nullable();
    table.specificType('model', keyType).nullable();
    table.text('version').nullable();
    table.specificType('server_id', keyType).nullable();
    table.specificType('cluster', keyType).nullable();
    table.text('node_uid').nullable();
    table.text('namespace').nullable();
    table.text('gpu_product').nullable();
    table.text('capacity_type').nullable();
    table.text('price_source').nullable();
    table.integer('estimated').notNullable();
    table.bigInteger('weight_denominator').notNullable();
    table.text('currency').nullable();
    table.bigInteger('price_micros').nullable();
    table.bigInteger('price_gpus').nullable();
    table.index(['grain', 'owner'], 'ledger_series_owner_idx');
    table.index(['server_id'], 'ledger_series_server_idx');
    table.index(['model'], 'ledger_series_model_idx');
  });

  // A row of these is a few integers, and there are millions: SQLite keeps them in their key alone.
  const compact = isPostgres ? '' : ' without rowid';
  await knex.raw(
    `create table ledger_day_terms (
      partition_id integer not null references ledger_partitions (id),
      grain integer not null,
      series_id integer not null references ledger_series (id),
      quantity bigint not null,
      primary key (partition_id, grain, series_id)
    )${compact}`,
  );
  // Sums over clusters and prices; a value is the first column plus the second divided by the denominator of the series.
  await knex.raw(
    `create table ledger_owner_days (
      series_id integer not null references ledger_series (id),
      day bigint not null,
      micros bigint not null,
      micros_rest bigint not null,
      gpu_ms bigint not null,
      gpu_rest bigint not null,
      primary key (series_id, day)
    )${compact}`,
  );
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('ledger_owner_days');
  await knex.schema.dropTable('ledger_day_terms');
  await knex.schema.dropTable('ledger_series');
  await knex.schema.dropTable('ledger_partitions');
  await knex.schema.dropTable('ledger_zones');
  await knex.schema.dropTable('ledger_commitments');
  await knex.schema.dropTable('ledger_prices');
  await knex.schema.dropTable('ledger_ownership');
  await knex.schema.dropTable('ledger_spans');
  await knex.schema.dropTable('ledger_batches');
  await knex.schema.dropTable('ledger_clusters');
  await knex.schema.dropTable('ledger_allocations');
  await knex.schema.dropTable('ledger_nodes');
};
