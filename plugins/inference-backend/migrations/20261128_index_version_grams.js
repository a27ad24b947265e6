// @ts-check

/*
 * Search of versions by any part of a text, however short: every three characters that follow one another in what a version is searched by, with
 * two spaces after the end, so that the last two begin such a piece as well. A text of three or more has all of its pieces, and a shorter
 * one begins some.
 *
 * PostgreSQL needs no extension for it; an index of pg_trgm, which earlier versions made where they could, knows words only, and finds ten times
 * as many rows for `team-7` as contain it. SQLite had the pieces already, without the spaces.
 */

/** @param {import('knex').Knex} knex */
const isPostgres = knex => String(knex.client.config.client).includes('pg');

/**
 * @param {import('knex').Knex} knex
 * @param {string} text SQL of the text that is searched
 */
async function fillTrigrams(knex, text) {
  await knex.raw('drop trigger model_versions_trigrams');
  await knex.raw('delete from version_trigrams');
  await knex.raw(
    `insert into version_trigrams (node_id, search_text) select node_id, ${text} from model_versions`,
  );
  await knex.raw(
    `create trigger model_versions_trigrams after insert on model_versions begin
      insert into version_trigrams (node_id, search_text) values (new.node_id, new.${text});
    end`,
  );
}

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  if (!isPostgres(knex)) {
    await fillTrigrams(knex, "search_text || '  '");
    await knex.raw(
      "create virtual table version_trigram_terms using fts5vocab('version_trigrams', 'row')",
    );
    return;
  }
  await knex.raw('drop index if exists model_versions_search_idx');
  // The cost is overstated: rows are to be found by the index, never by making the pieces of one row after the other.
  await knex.raw(
    `create function inference_grams(value text) returns tsvector language sql immutable strict parallel safe cost 1000 as $$
      select array_to_tsvector(array(
        select a || b || c
        from unnest(
          string_to_array(value, null),
          string_to_array(substr(value, 2) || ' ', null),
          string_to_array(substr(value, 3) || '  ', null)
        ) as pieces(a, b, c)
        where a is not null and b is not null and c is not null
      ))
    $$`,
  );
  await knex.raw(
    'create index model_versions_grams_idx on model_versions using gin (inference_grams(search_text))',
  );
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  if (!isPostgres(knex)) {
    await knex.raw('drop table version_trigram_terms');
    await fillTrigrams(knex, 'search_text');
    return;
  }
  await knex.raw('drop index model_versions_grams_idx');
  await knex.raw('drop function inference_grams(text)');
};
