// @ts-check

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  const isPostgres = String(knex.client.config.client).includes('pg');
  const keyType = isPostgres ? 'text collate "C"' : 'text';

  await knex.schema.createTable('sync_pauses', table => {
    table.comment('Syncs from Git that rollbacks paused, to be resumed');
    table
      .specificType('change_id', keyType)
      .notNullable()
      .primary()
      .references('id')
      .inTable('changes')
      .onDelete('CASCADE');
    table.specificType('cluster', keyType).notNullable();
    table.text('ref').notNullable().comment('JSON: the object that syncs');
    table.specificType('uid', keyType).notNullable().comment('Of that object');
    table.text('automatic').notNullable().comment('JSON: what is put back');
    table.bigInteger('paused_at').notNullable();
    table.bigInteger('until').notNullable();
    table
      .bigInteger('confirmed_at')
      .nullable()
      .comment('When it was seen to be paused');
    table
      .boolean('drifted')
      .notNullable()
      .comment('Whether Git was seen to differ from the cluster since');
    table.bigInteger('told_at').nullable().comment('That it ends soon');
    table.text('end_wanted').nullable().comment('Why it ends early');
    table.integer('failures').notNullable().comment('Attempts to resume it');
    table.text('problem').nullable();
    table.bigInteger('ended_at').nullable();
    table.text('ended').nullable().comment('Why it ended');
  });
  // listOpen: the few that are not over.
  await knex.raw(
    'create index sync_pauses_open_idx on sync_pauses (paused_at) where ended_at is null',
  );
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('sync_pauses');
};
