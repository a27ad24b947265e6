// @ts-check

/*
 * The model registry. Models and versions are never deleted; versions are never changed either, save for their retirement. As in the tables of the
 * inventory, instants are integers (milliseconds, UTC), keys use the byte order of UTF-8, and JSON that is read whole is text.
 *
 * Models are keyed by `ref`, `<namespace>/<name>` in lower case, as names are compared without case. Versions are keyed by their node id in the
 * lineage, `model:<ref>@<version>`, so that a walk needs no join.
 */

/**
 * SQLite finds a word by a table of trigrams, which a trigger keeps in step with the versions in the same transaction. Versions never change
 * their text and never go; were one to go, what is left of it here would find nothing.
 *
 * @param {import('knex').Knex} knex
 */
async function addTrigramTable(knex) {
  await knex.raw(
    "create virtual table version_trigrams using fts5(node_id unindexed, search_text, columnsize = 0, tokenize = 'trigram case_sensitive 1')",
  );
  await knex.raw(
    `create trigger model_versions_trigrams after insert on model_versions begin
      insert into version_trigrams (node_id, search_text) values (new.node_id, new.search_text);
    end`,
  );
}

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  const isPostgres = String(knex.client.config.client).includes('pg');
  const keyType = isPostgres ? 'text collate "C"' : 'text';

  await knex.schema.createTable('models', table => {
    table.comment('Registered models; what describes them may change');
    table.specificType('ref', keyType).notNullable().primary();
    table.text('namespace').notNullable().comment('As first written');
    table.text('name').notNullable().comment('As first written');
    table.specificType('namespace_key', keyType).notNullable();
    table.specificType('name_key', keyType).notNullable();
    table.text('title').nullable();
    table.text('description').nullable();
    table.text('homepage').nullable();
    table.text('owner_ref').nullable();
    table.text('origin').notNullable();
    table.text('tags').notNullable();
    table.text('source_ids').notNullable();
    table.bigInteger('created_at').notNullable();
    table.text('created_by').notNullable();
    table.bigInteger('changed_at').notNullable();
    table
      .integer('versions')
      .notNullable()
      .comment('Counted at every registration, so that lists need not');
    table
      .text('latest_version')
      .nullable()
      .comment('Newest active version, chosen at every write');
    table
      .text('license')
      .nullable()
      .comment('Of the production version, else of the newest');
    table
      .text('search_text')
      .notNullable()
      .comment('Lower-cased name, title, description, owner and license');

    // Lists: pages by namespace and name.
    table.unique(['namespace_key', 'name_key'], {
      indexName: 'models_name_idx',
    });
    // `?owner=` and the ownership rule of permissions, in the order of lists.
    table.index(['owner_ref', 'namespace_key', 'name_key'], 'models_owner_idx');
    // `?license=`: what is affected by a license.
    table.index(['license'], 'models_license_idx');
  });

  await knex.schema.createTable('model_source_ids', table => {
    table.comment('Ids under which servers and hubs know a model');
    table
      .specificType('source_key', keyType)
      .notNullable()
      .comment('In lower case');
    table
      .specificType('model_ref', keyType)
      .notNullable()
      .references('ref')
      .inTable('models')
      .onDelete('CASCADE');
    // Joining servers: which models have this id.
    table.primary(['source_key', 'model_ref']);
    // Replacing the ids of one model.
    table.index(['model_ref'], 'model_source_ids_model_idx');
  });

  await knex.schema.createTable('model_versions', table => {
    table.comment(
      'Immutable versions: columns for lists and joins; what is long stands in version_details',
    );
    table.specificType('node_id', keyType).notNullable().primary();
    table
      .specificType('model_ref', keyType)
      .notNullable()
      .references('ref')
      .inTable('models')
      .onDelete('CASCADE');
    table.specificType('version', keyType).notNullable();
    table
      .specificType('version_order', keyType)
      .notNullable()
      .comment('The version with padded numbers, so that 10 comes after 9');
    table
      .text('content_hash')
      .notNullable()
      .comment('Of all that was registered; equal means a no-op');
    table.text('source_uri').notNullable();
    table.text('source_kind').notNullable();
    table.boolean('source_pinned').notNullable();
    table.text('source_revision').nullable();
    table
      .text('source_base')
      .notNullable()
      .comment('The source without its revision, in lower case');
    table.text('digest').nullable();
    table
      .text('kubeflow_model_id')
      .nullable()
      .comment('Of versions that come from Kubeflow');
    table.text('kubeflow_version_id').nullable();
    table.text('format').nullable();
    table.text('architecture').nullable();
    table.bigInteger('parameters').nullable();
    table.text('precision').nullable();
    table.text('quantization').nullable();
    table.integer('context_length').nullable();
    table.text('license').nullable();
    table.text('description').nullable();
    table.text('homepage').nullable();
    table.text('creator').nullable();
    table.bigInteger('created_at').nullable();
    table.text('signature').nullable();
    table.bigInteger('registered_at').notNullable();
    table.text('registered_by').notNullable();
    table.text('origin').notNullable();
    table
      .bigInteger('ordered_at')
      .notNullable()
      .comment('When it was made, else when it was registered');
    table.text('retired_reason').nullable();
    table.text('retired_by').nullable();
    table
      .bigInteger('retired_at')
      .nullable()
      .comment('Null while the version is active');
    table
      .text('search_text')
      .notNullable()
      .comment('Lower-cased model, version, source, digest, license and so on');

    // A model's versions newest first, and which one is the newest.
    table.index(
      ['model_ref', 'ordered_at', 'version_order', 'version'],
      'model_versions_newest_idx',
    );
    // Search over all models: pages by model and version.
    table.index(
      ['model_ref', 'version_order', 'version'],
      'model_versions_order_idx',
    );
    // Joining servers, and search by digest.
    table.index(['digest'], 'model_versions_digest_idx');
    // Joining servers by the ids that Kubeflow writes on them.
    table.index(['kubeflow_version_id'], 'model_versions_kubeflow_idx');
    table.index(['kubeflow_model_id'], 'model_versions_kubeflow_model_idx');
    // Joining servers by their exact source.
    table.index(['source_uri'], 'model_versions_source_idx');
    // Joining servers by model id; versions that are a public model themselves.
    table.index(['source_base'], 'model_versions_source_base_idx');
  });

  await knex.schema.createTable('version_details', table => {
    table.comment('What only the page of one version shows');
    table
      .specificType('node_id', keyType)
      .notNullable()
      .primary()
      .references('node_id')
      .inTable('model_versions')
      .onDelete('CASCADE');
    table.text('model_card').nullable();
    table.text('tags').notNullable();
    table
      .text('metrics')
      .notNullable()
      .comment('As registered: what another registration is compared with');
    table
      .text('lineage')
      .notNullable()
      .comment('As registered: what another registration is compared with');
  });

  await knex.schema.createTable('version_metrics', table => {
    table.comment('Results of evaluations; appended, never changed');
    table
      .specificType('node_id', keyType)
      .notNullable()
      .references('node_id')
      .inTable('model_versions')
      .onDelete('CASCADE');
    table
      .specificType('metric_key', keyType)
      .notNullable()
      .comment('JSON of name, dataset, slice and time: null is a value here');
    table.specificType('name', keyType).notNullable();
    table.specificType('dataset', keyType).nullable();
    table.specificType('slice', keyType).nullable();
    table.bigInteger('measured_at').nullable();
    table.double('value').notNullable();
    table.text('better').nullable();
    table.bigInteger('added_at').notNullable();
    table.text('added_by').notNullable();
    // One value for one measurement; all metrics of some versions.
    table.primary(['node_id', 'metric_key']);
  });

  await knex.schema.createTable('lineage_edges', table => {
    table.comment(
      'From a version to what it was made from, here or outside; appended, never changed, without cycles',
    );
    table
      .specificType('from_id', keyType)
      .notNullable()
      .references('node_id')
      .inTable('model_versions')
      .onDelete('CASCADE');
    table.text('relation').notNullable();
    table
      .specificType('to_id', keyType)
      .notNullable()
      .comment('Not a foreign key: it may be outside, or registered later');
    table.text('note').nullable();
    table.bigInteger('added_at').notNullable();
    table.text('added_by').notNullable();
    // Walks up.
    table.primary(['from_id', 'relation', 'to_id']);
    // Walks down, and all revisions of a public model as a range.
    table.index(['to_id', 'from_id'], 'lineage_edges_to_idx');
  });

  await knex.schema.createTable('model_aliases', table => {
    table.comment('Where every alias points now');
    table
      .specificType('model_ref', keyType)
      .notNullable()
      .references('ref')
      .inTable('models')
      .onDelete('CASCADE');
    table.specificType('alias', keyType).notNullable();
    table.specificType('version', keyType).nullable().comment('Null: nowhere');
    table
      .integer('moves')
      .notNullable()
      .comment('Number of the last move; grows with every one');
    table.bigInteger('since').notNullable();
    table.text('moved_by').notNullable();
    // One row for an alias of a model, whoever is first.
    table.primary(['model_ref', 'alias']);
    // Models where an alias points to a version.
    table.index(['alias', 'version'], 'model_aliases_alias_idx');
  });

  await knex.schema.createTable('alias_moves', table => {
    table.comment('Every move of every alias; append only');
    table.specificType('model_ref', keyType).notNullable();
    table.specificType('alias', keyType).notNullable();
    table.integer('number').notNullable();
    table.text('from_version').nullable();
    table.text('to_version').nullable();
    table.bigInteger('moved_at').notNullable();
    table.text('moved_by').notNullable();
    table.text('approved_by').nullable();
    table.text('reason').nullable();
    // The history newest first; two moves at once cannot have one number.
    table.primary(['model_ref', 'alias', 'number']);
    table
      .foreign(['model_ref', 'alias'])
      .references(['model_ref', 'alias'])
      .inTable('model_aliases')
      .onDelete('CASCADE');
  });

  await knex.schema.createTable('alias_requests', table => {
    table.comment('Moves of protected aliases that a second person decides');
    table.specificType('id', keyType).notNullable().primary();
    table
      .specificType('model_ref', keyType)
      .notNullable()
      .references('ref')
      .inTable('models')
      .onDelete('CASCADE');
    table.specificType('alias', keyType).notNullable();
    table.text('from_version').nullable();
    table.text('to_version').nullable();
    table
      .integer('alias_moves')
      .notNullable()
      .comment('Moves of the alias then: another number makes the wish stale');
    table.text('reason').nullable();
    table.text('requested_by').notNullable();
    table.bigInteger('requested_at').notNullable();
    table.text('status').notNullable();
    table.text('decided_by').nullable();
    table.bigInteger('decided_at').nullable();
    table.text('decision_reason').nullable();
    // Open requests of some models.
    table.index(['model_ref', 'status'], 'alias_requests_model_idx');
  });

  await knex.schema.createTable('server_registrations', table => {
    table.comment('Which version each server runs, and how that is known');
    table
      .specificType('server_id', keyType)
      .notNullable()
      .primary()
      .references('id')
      .inTable('servers')
      .onDelete('CASCADE');
    table.specificType('model_ref', keyType).notNullable();
    table.text('namespace').notNullable();
    table.text('name').notNullable();
    table
      .specificType('version', keyType)
      .nullable()
      .comment('Null when the model is known but no version of it');
    table.text('reason').notNullable();
    table.text('confidence').notNullable();
    // Servers of a model or of a version, and how many there are.
    table.index(['model_ref', 'version'], 'server_registrations_model_idx');
  });

  await knex.schema.createTable('registry_conflicts', table => {
    table.comment(
      'Immutable facts that changed at a source after they were imported; a row goes when they agree again',
    );
    table.specificType('source', keyType).notNullable();
    table.specificType('model_ref', keyType).notNullable();
    table.specificType('version', keyType).notNullable();
    table.specificType('field', keyType).notNullable();
    table.text('namespace').notNullable();
    table.text('name').notNullable();
    table.text('recorded').nullable();
    table.text('found').nullable();
    table.bigInteger('first_seen_at').notNullable();
    table.bigInteger('last_seen_at').notNullable();
    // One conflict for a fact, however often it is seen.
    table.primary(['source', 'model_ref', 'version', 'field']);
    // Conflicts of a model or of a version, and how many there are.
    table.index(['model_ref', 'version'], 'registry_conflicts_model_idx');
  });

  await knex.schema.createTable('import_bookmarks', table => {
    table.comment('Where the incremental import of each source goes on');
    table.specificType('source', keyType).notNullable().primary();
    table.text('bookmark').notNullable();
  });

  // For PostgreSQL see 20261128_index_version_grams.
  if (!isPostgres) {
    await addTrigramTable(knex);
  }
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  if (!String(knex.client.config.client).includes('pg')) {
    await knex.schema.dropTable('version_trigrams');
  }
  await knex.schema.dropTable('import_bookmarks');
  await knex.schema.dropTable('registry_conflicts');
  await knex.schema.dropTable('server_registrations');
  await knex.schema.dropTable('alias_requests');
  await knex.schema.dropTable('alias_moves');
  await knex.schema.dropTable('model_aliases');
  await knex.schema.dropTable('lineage_edges');
  await knex.schema.dropTable('version_metrics');
  await knex.schema.dropTable('version_details');
  await knex.schema.dropTable('model_versions');
  await knex.schema.dropTable('model_source_ids');
  await knex.schema.dropTable('models');
};
