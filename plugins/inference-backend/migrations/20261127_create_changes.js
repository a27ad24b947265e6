// @ts-check

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  const isPostgres = String(knex.client.config.client).includes('pg');
  const keyType = isPostgres ? 'text collate "C"' : 'text';

  await knex.schema.createTable('change_plans', table => {
    table.comment('What somebody was shown before it was done; never changed');
    table.specificType('id', keyType).notNullable().primary();
    table.specificType('kind', keyType).notNullable();
    table.specificType('server_id', keyType).notNullable();
    table.specificType('hash', keyType).notNullable();
    table.text('content').notNullable().comment('JSON');
    table.bigInteger('created_at').notNullable();
    table.text('created_by').notNullable();
    table.bigInteger('expires_at').notNullable();

    // prunePlans: what expired long ago.
    table.index(['expires_at'], 'change_plans_expired_idx');
  });

  await knex.schema.createTable('changes', table => {
    table.comment('What the portal does, or did, to servers');
    table.specificType('id', keyType).notNullable().primary();
    table.specificType('kind', keyType).notNullable();
    table.specificType('server_id', keyType).notNullable();
    table
      .specificType('plan_id', keyType)
      .notNullable()
      .references('id')
      .inTable('change_plans');
    table.specificType('state', keyType).notNullable();
    table.text('progress').notNullable().comment('JSON');
    table
      .text('nudged')
      .nullable()
      .comment('JSON that came since the last claim, for the next one');
    table.specificType('actor', keyType).notNullable();
    table
      .specificType('idempotency_key', keyType)
      .notNullable()
      .comment('Chosen by the actor');
    table.text('reason').notNullable();
    table.bigInteger('started_at').notNullable();
    table.bigInteger('updated_at').notNullable();
    table.bigInteger('finished_at').nullable();
    table.bigInteger('due_at').notNullable().comment('When to go on');
    table.text('claimed_by').nullable();
    table.bigInteger('claimed_until').nullable();
    table.bigInteger('token').notNullable().comment('Grows with every claim');
    table.integer('failures').notNullable().comment('Since the last step');
    table.bigInteger('failing_since').nullable();

    // list: of some servers, newest first.
    table.index(['server_id', 'started_at'], 'changes_server_idx');
    // list: of everything, newest first.
    table.index(['started_at', 'id'], 'changes_started_idx');
  });
  // begin: one change for each key of an actor, however often it comes.
  await knex.raw(
    'create unique index changes_key_idx on changes (actor, idempotency_key)',
  );
  // begin: a plan is done once.
  await knex.raw('create unique index changes_plan_idx on changes (plan_id)');
  // begin: at most one change of a server goes on.
  await knex.raw(
    'create unique index changes_running_idx on changes (server_id) where finished_at is null',
  );
  // claimDue: the few that go on, by when they are due.
  await knex.raw(
    'create index changes_due_idx on changes (due_at) where finished_at is null',
  );

  await knex.schema.createTable('change_events', table => {
    table.comment('Everything that happened to changes; append-only');
    table.increments('id');
    table
      .specificType('change_id', keyType)
      .notNullable()
      .references('id')
      .inTable('changes')
      .onDelete('CASCADE');
    table.bigInteger('at').notNullable();
    table.specificType('state', keyType).notNullable();
    table.text('message').notNullable();

    // listEvents.
    table.index(['change_id', 'id'], 'change_events_change_idx');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('change_events');
  await knex.schema.dropTable('changes');
  await knex.schema.dropTable('change_plans');
};
