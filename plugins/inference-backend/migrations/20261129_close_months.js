// @ts-check

/*
 * Months whose costs were told and stand. What a day of a closed month costs may still change, as data comes late: the roll-ups tell what is
 * known now, and what they changed since the month was closed is kept beside them, so that one less the other is what was told.
 */

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  const isPostgres = String(knex.client.config.client).includes('pg');
  const keyType = isPostgres ? 'text collate "C"' : 'text';

  await knex.schema.createTable('ledger_closed_months', table => {
    table.comment('Local months of a report zone that have ended');
    table.specificType('timezone', keyType).notNullable();
    table.bigInteger('month').notNullable();
    table.bigInteger('month_end').notNullable();
    table
      .bigInteger('seen_at')
      .notNullable()
      .comment('When its end was noticed; the time to wait counts from then');
    table
      .bigInteger('closed_at')
      .nullable()
      .comment('From when on changes are corrections; null until then');
    table.primary(['timezone', 'month']);
  });

  // As `ledger_day_terms`, of which this is what changed since.
  const compact = isPostgres ? '' : ' without rowid';
  await knex.raw(
    `create table ledger_corrections (
      partition_id integer not null references ledger_partitions (id),
      grain integer not null,
      series_id integer not null references ledger_series (id),
      quantity bigint not null,
      primary key (partition_id, grain, series_id)
    )${compact}`,
  );
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('ledger_corrections');
  await knex.schema.dropTable('ledger_closed_months');
};
