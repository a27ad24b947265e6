// @ts-check

/*
 * Instants are integers: milliseconds since the Unix epoch, UTC. Both databases compare and sort them alike.
 * Texts that are sorted or compared by `>` use the byte order of UTF-8, which is what SQLite does by itself; PostgreSQL is told to by `collate "C"`.
 * JSON is kept as text: it is written and read whole, and PostgreSQL's jsonb refuses some strings that Kubernetes lets through.
 */

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  const keyType = String(knex.client.config.client).includes('pg')
    ? 'text collate "C"'
    : 'text';

  await knex.schema.createTable('servers', table => {
    table.comment(
      'Model servers: columns for filtering and sorting, the rest as one document',
    );
    table.specificType('id', keyType).notNullable().primary();
    table.specificType('cluster', keyType).notNullable();
    table.specificType('namespace', keyType).notNullable();
    table.specificType('name', keyType).notNullable();
    table
      .text('uid')
      .notNullable()
      .comment('Changes when the object is deleted and made again');
    table.text('state').notNullable();
    table.text('runtime').notNullable();
    table.text('model_id').nullable();
    table
      .double('gpus_held')
      .nullable()
      .comment('Physical GPUs; null when not known');
    table.text('entity_ref').nullable();
    table.text('model_entity_ref').nullable();
    table.text('owner_ref').nullable();
    table.text('owner_source').notNullable();
    table.text('owner_reason').notNullable();
    table
      .text('search_text')
      .notNullable()
      .comment('Lower-cased name, namespace, cluster, model and owner');
    table
      .text('content_hash')
      .notNullable()
      .comment('Of all that was observed; equal means nothing to write');
    table
      .integer('current_revision')
      .notNullable()
      .comment('Number of the newest revision');
    table
      .bigInteger('changed_at')
      .notNullable()
      .comment('When the newest revision began');
    table
      .bigInteger('last_seen_at')
      .notNullable()
      .comment(
        'Last write; servers that are not removed were also seen when their cluster was',
      );
    table.bigInteger('removed_at').nullable();
    table.text('document').notNullable();

    // Lists: pages ordered by name over servers that are not removed.
    table.index(['name', 'cluster', 'namespace', 'id'], 'servers_name_idx');
    // Complete batches: which servers of this cluster are not removed yet.
    table.index(['cluster', 'removed_at'], 'servers_cluster_idx');
    // `?owner=` and the ownership rule of permissions.
    table.index(['owner_ref'], 'servers_owner_ref_idx');
    // Entity pages of a server, and of a model.
    table.index(['entity_ref'], 'servers_entity_ref_idx');
    table.index(['model_entity_ref'], 'servers_model_entity_ref_idx');
  });

  await knex.schema.createTable('server_details', table => {
    table.comment(
      'What only the page of one server shows; apart so that lists read little',
    );
    table
      .specificType('server_id', keyType)
      .notNullable()
      .primary()
      .references('id')
      .inTable('servers')
      .onDelete('CASCADE');
    table.text('detail').notNullable();
    table.text('pods').notNullable();
    table
      .text('signals')
      .notNullable()
      .comment('Names that tell an owner or a catalog entity');
  });

  await knex.schema.createTable('server_revisions', table => {
    table.comment('Every observed specification of a server; append only');
    table
      .specificType('server_id', keyType)
      .notNullable()
      .references('id')
      .inTable('servers')
      .onDelete('CASCADE');
    table.integer('number').notNullable();
    table.text('source').notNullable();
    table.text('spec_hash').notNullable();
    table
      .text('template_hash')
      .nullable()
      .comment(
        'Of the pod template alone; joins a ReplicaSet with the specification it came from',
      );
    table
      .text('object_uid')
      .notNullable()
      .comment('uid of the server then; cluster revisions count anew per uid');
    table
      .text('remembered_uid')
      .nullable()
      .comment('uid of the ReplicaSet or ControllerRevision');
    table.text('cluster_revision').nullable();
    table.bigInteger('observed_at').notNullable();
    table.bigInteger('started_at').notNullable();
    table.text('changed_by').nullable();
    table.text('change_cause').nullable();
    table.text('images').notNullable();
    table.text('spec').notNullable();
    // Reading the history newest first, and finding the next revision of each.
    table.primary(['server_id', 'number']);
  });

  await knex.schema.createTable('gpu_capacity', table => {
    table.comment('Physical GPUs of each product on each cluster');
    table.specificType('cluster', keyType).notNullable();
    table.specificType('product', keyType).notNullable();
    table.double('capacity').notNullable();
    table.double('held_by_servers').notNullable();
    table.double('held_by_others').notNullable();
    table.primary(['cluster', 'product']);
  });

  await knex.schema.createTable('cluster_sightings', table => {
    table.comment(
      'The newest batch of each cluster: one row instead of a time on each of its servers',
    );
    table.specificType('cluster', keyType).notNullable().primary();
    table
      .bigInteger('fence_token')
      .notNullable()
      .comment(
        'Batches are ordered by holder first, so a clock that is set back loses nothing',
      );
    table.bigInteger('observed_at').notNullable();
  });

  await knex.schema.createTable('data_sources', table => {
    table.comment('Latest health of every cluster and Prometheus');
    table.specificType('id', keyType).notNullable().primary();
    table.text('type').notNullable();
    table.specificType('name', keyType).notNullable();
    table.text('document').notNullable();
  });

  await knex.schema.createTable('cluster_leases', table => {
    table.comment('Which backend replica observes which cluster');
    table.specificType('cluster', keyType).notNullable().primary();
    table.text('holder').nullable().comment('Null when given back');
    table
      .bigInteger('token')
      .notNullable()
      .comment('Grows with every change of holder');
    table.bigInteger('expires_at').notNullable();
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('cluster_leases');
  await knex.schema.dropTable('data_sources');
  await knex.schema.dropTable('cluster_sightings');
  await knex.schema.dropTable('gpu_capacity');
  await knex.schema.dropTable('server_revisions');
  await knex.schema.dropTable('server_details');
  await knex.schema.dropTable('servers');
};
