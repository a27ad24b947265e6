// Fills an empty registry: fillProcess.ts <knex configuration as JSON> <models> <versions per model> <models of one family>
// Tells the parent { kind: 'filled', seconds, store } with the times of the store alone for the biggest lineage.
import knexFactory from 'knex';
import { newModelRow } from '../../plugins/inference-backend/src/record/registry/modelRows';
import { KnexRegistryStore } from '../../plugins/inference-backend/src/record/registry/KnexRegistryStore';
import type {
  VersionContent,
  Writer,
} from '../../plugins/inference-backend/src/record/registry/RegistryStore';
import { applyMigrations } from '../../plugins/inference-backend/src/record/database/applyMigrations';

const [configuration = '', models = '', versions = '', family = ''] =
  process.argv.slice(2);
const MODELS = Number(models);
const VERSIONS = Number(versions);
const FAMILY = Number(family);
const CHUNK = 200;
const START = Date.UTC(2024, 10, 1);
const DAY = 86_400_000;

const writer = (at: number): Writer => ({
  actor: 'service:bench',
  at: at as Writer['at'],
  origin: 'api',
});

const refOf = (index: number) => ({
  namespace: `team-${index % 50}`,
  name: `model-${String(index).padStart(5, '0')}`,
});

const hex = (seed: number, length: number) =>
  (seed * 2_654_435_761).toString(16).padStart(length, '9f3a').slice(0, length);

const LICENSES = ['Apache-2.0', 'MIT', 'LicenseRef-llama3.1', 'CC-BY-NC-4.0'];

function contentOf(index: number, number: number): VersionContent {
  const { namespace, name } = refOf(index);
  const sha = hex(index * 100 + number + 1, 40);
  const base =
    index < FAMILY
      ? `hf://bench/base@${hex(7, 40)}`
      : `hf://vendor-${index % 40}/base-${index % 400}`;
  return {
    version: String(number),
    source: {
      uri: `hf://org-${index % 97}/${name}@${sha}`,
      kind: 'hugging-face',
      pinned: true,
      revision: sha,
    },
    digest: `sha256:${hex(index * 100 + number + 1, 64)}`,
    format: number % 3 === 0 ? 'gguf' : 'safetensors',
    architecture: 'Qwen3ForCausalLM',
    parameters: 8_000_000_000,
    precision: 'bf16',
    quantization: number % 3 === 0 ? 'awq' : null,
    contextLength: 40_960,
    license: LICENSES[index % LICENSES.length] ?? null,
    description: `Version ${number} of ${name} for ${namespace}`,
    modelCard: `# ${name}\n\n${'What it was trained for and how. '.repeat(40)}`,
    homepage: null,
    creator: `group:default/${namespace}`,
    createdAt: (START + (index % 300) * DAY + number * 7 * DAY) as Writer['at'],
    signature: null,
    metrics: ['f1', 'mmlu', 'wer'].map((metric, place) => ({
      name: metric,
      value: ((index + number * 7 + place) % 100) / 100,
    })),
    lineage: [
      number === 1
        ? { relation: 'finetune', to: base }
        : {
            relation: 'previous-version',
            to: `model:${namespace}/${name}@${number - 1}`,
          },
    ],
    tags: { pipeline: `p-${index % 11}` },
  };
}

async function main() {
  const knex = knexFactory(JSON.parse(configuration));
  const database = { getClient: async () => knex };
  await applyMigrations(database);
  const store = await KnexRegistryStore.create({ database });
  const before = performance.now();
  const all = Array.from({ length: MODELS }, (_, index) => index);
  // Straight into the tables: a model and an alias at a time is how people write them, not how a benchmark is prepared.
  for (let start = 0; start < MODELS; start += CHUNK) {
    const part = all.slice(start, start + CHUNK);
    const rows = part.map(index =>
      newModelRow(
        refOf(index),
        {
          owner: `group:default/team-${index % 50}`,
          title: `Model ${index}`,
          description: `Serves use case ${index % 333} of team ${index % 50}`,
          homepage: null,
          tags: ['bench'],
          sourceIds: [`org-${index % 97}/${refOf(index).name}`],
        },
        writer(START),
      ),
    );
    await knex('models').insert(rows);
    await knex('model_source_ids').insert(
      rows.map((row, place) => ({
        source_key: `org-${(part[place] ?? 0) % 97}/${row.name_key}`,
        model_ref: row.ref,
      })),
    );
  }
  for (let start = 0; start < MODELS; start += CHUNK) {
    await store.registerVersions(
      all.slice(start, start + CHUNK).flatMap(index =>
        Array.from({ length: VERSIONS }, (_, place) => ({
          model: refOf(index),
          content: contentOf(index, place + 1),
        })),
      ),
      writer(START + 400 * DAY),
    );
  }
  const seconds = (performance.now() - before) / 1000;
  for (let start = 0; start < MODELS; start += CHUNK) {
    const aliases = all.slice(start, start + CHUNK).map(index => ({
      model_ref: `${refOf(index).namespace}/${refOf(index).name}`,
      alias: 'production',
      version: String(Math.max(1, VERSIONS - 2)),
      moves: 1,
      since: START,
      moved_by: 'service:bench',
    }));
    await knex('model_aliases').insert(aliases);
  }
  await knex.raw('analyze');

  const walks: number[] = [];
  let nodes = 0;
  for (let run = 0; run < 20; run += 1) {
    const began = performance.now();
    const walked = await store.walkLineage({
      roots: ['hf://bench/base'],
      direction: 'down',
      depth: 50,
      maxNodes: 5_000,
    });
    walks.push(performance.now() - began);
    nodes = walked.nodes.length;
  }
  await knex.destroy();
  process.send?.({ kind: 'filled', seconds, walks, nodes });
}

main().catch(error => {
  console.error(error);
  process.exitCode = 1;
  process.disconnect?.();
});
