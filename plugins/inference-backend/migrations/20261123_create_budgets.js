// @ts-check

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  const isPostgres = String(knex.client.config.client).includes('pg');
  const keyType = isPostgres ? 'text collate "C"' : 'text';

  await knex.schema.createTable('budgets', table => {
    table.comment('What owners and models may cost in a calendar month');
    table
      .specificType('id', keyType)
      .notNullable()
      .primary()
      .comment('Derived from the scope, so that there is one for each');
    table.specificType('scope_kind', keyType).notNullable();
    table.specificType('scope_ref', keyType).notNullable();
    table.specificType('currency', keyType).notNullable();
    table.bigInteger('monthly_micros').notNullable();
    table.text('timezone').notNullable();
    table.text('note').nullable();
    table.text('set_by').notNullable();
    table.bigInteger('set_at').notNullable();

    table.index(['scope_kind', 'scope_ref'], 'budgets_scope_idx');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('budgets');
};
