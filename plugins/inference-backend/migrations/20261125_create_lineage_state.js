// @ts-check

/**
 * One row, changed by every transaction that adds versions or lineage, as its last statement: a walk that was remembered holds while it stays the same.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('lineage_state', table => {
    table.comment('How often versions or lineage were added');
    table.integer('id').notNullable().primary();
    table.bigInteger('writes').notNullable();
  });
  await knex('lineage_state').insert({ id: 1, writes: 0 });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('lineage_state');
};
