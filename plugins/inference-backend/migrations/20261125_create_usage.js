// @ts-check

/*
 * What servers did. Ten thousand servers make 24 million hours in a hundred days, so a row holds a day of a server: the codec in record/usage
 * writes 24 slots of each signal as short numbers, an idle day in some fifty bytes. Days stay for 25 months, and with them one bit for each
 * hour that saw activity, by which old habits (a run at the end of a quarter) are recognised long after the hours are gone.
 *
 * `day` counts days of UTC since 1970.
 */

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  const isPostgres = String(knex.client.config.client).includes('pg');
  const keyType = isPostgres ? 'text collate "C"' : 'text';
  const bytes = isPostgres ? 'bytea' : 'blob';
  const compact = isPostgres ? '' : ' without rowid';

  await knex.raw(
    `create table usage_hours (
      server_id ${keyType} not null,
      day integer not null,
      content ${bytes} not null,
      primary key (server_id, day)
    )${compact}`,
  );
  await knex.raw(
    `create table usage_days (
      server_id ${keyType} not null,
      day integer not null,
      active_hours integer not null,
      content ${bytes} not null,
      primary key (server_id, day)
    )${compact}`,
  );
  // What is too old goes by its day.
  await knex.raw('create index usage_hours_day_idx on usage_hours (day)');
  await knex.raw('create index usage_days_day_idx on usage_days (day)');

  await knex.schema.createTable('usage_sources', table => {
    table.comment('How far the hours of each source are complete');
    table.specificType('source', keyType).notNullable().primary();
    table.bigInteger('complete_from').nullable();
    table.bigInteger('complete_to').nullable();
    table.text('issues').notNullable().comment('What went wrong of late, JSON');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('usage_sources');
  await knex.schema.dropTable('usage_days');
  await knex.schema.dropTable('usage_hours');
};
