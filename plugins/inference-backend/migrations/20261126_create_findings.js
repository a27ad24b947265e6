// @ts-check

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  const isPostgres = String(knex.client.config.client).includes('pg');
  const keyType = isPostgres ? 'text collate "C"' : 'text';

  await knex.schema.createTable('findings', table => {
    table.comment('What somebody should look at, and what people did about it');
    table.specificType('id', keyType).notNullable().primary();
    table.specificType('server_id', keyType).notNullable();
    table.specificType('cause', keyType).notNullable();
    table.specificType('state', keyType).notNullable();
    table.specificType('confidence', keyType).notNullable();
    table.text('reasons').notNullable().comment('JSON');
    table.bigInteger('since').nullable().comment('Begin of what is claimed');
    table.boolean('orphaned').notNullable();
    table.bigInteger('opened_at').notNullable();
    table.bigInteger('checked_at').notNullable();
    table.bigInteger('next_check_at').notNullable();
    table.bigInteger('resolved_at').nullable();
    table.specificType('resolution', keyType).nullable();
    table.text('stakes').notNullable().comment('JSON');
    table.text('currency').nullable();
    table
      .bigInteger('micros_per_month')
      .nullable()
      .comment(
        'Of `stakes`, for order and sums; null unless all of it is avoidable',
      );
    table.double('gpus').nullable();
    table.specificType('silence_kind', keyType).nullable();
    table.bigInteger('silence_until').nullable();
    table.text('silence_reason').nullable();
    table.text('silence_by').nullable();
    table.bigInteger('silence_at').nullable();
    table
      .boolean('to_tell')
      .notNullable()
      .comment('The owner was not told yet, or is to be told once again');
    table.bigInteger('told_at').nullable();

    table.index(['server_id', 'cause'], 'findings_server_idx');
    table.index(['state', 'micros_per_month'], 'findings_state_idx');
  });
  // One finding for each server and cause, whoever detects at the same time.
  await knex.raw(
    "create unique index findings_active_idx on findings (server_id, cause) where state <> 'resolved'",
  );

  await knex.schema.createTable('finding_events', table => {
    table.comment('Everything that happened to findings; append-only');
    table.increments('id');
    table
      .specificType('finding_id', keyType)
      .notNullable()
      .references('id')
      .inTable('findings')
      .onDelete('CASCADE');
    table.bigInteger('at').notNullable();
    table.specificType('kind', keyType).notNullable();
    table.text('actor').nullable().comment('Null for the portal itself');
    table.specificType('cause', keyType).nullable();
    table.specificType('confidence', keyType).nullable();
    table.bigInteger('until').nullable();
    table.text('reason').nullable();

    table.index(['finding_id', 'id'], 'finding_events_finding_idx');
  });

  await knex.schema.createTable('server_troubles', table => {
    table.comment(
      'Since when servers are in trouble or replaced, which clusters forget with every new pod',
    );
    table.specificType('server_id', keyType).notNullable().primary();
    table.bigInteger('first_seen_at').notNullable();
    table.bigInteger('crashing_since').nullable();
    table.bigInteger('crashing_seen_at').nullable();
    table.bigInteger('pending_since').nullable();
    table.bigInteger('newer_version_since').nullable();
  });

  await knex.schema.createTable('finding_runs', table => {
    table.comment('The last detection, and the last digest of each owner');
    table.specificType('name', keyType).notNullable().primary();
    table.bigInteger('ran_at').notNullable();
    table.text('result').notNullable().comment('JSON');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('finding_runs');
  await knex.schema.dropTable('server_troubles');
  await knex.schema.dropTable('finding_events');
  await knex.schema.dropTable('findings');
};
