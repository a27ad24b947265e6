import type { LineageLink } from '@inference-portal/plugin-inference-common';
import { hexOf } from '../../fleet/deterministic';
import type { ModelStory, VersionStory } from '../storyTypes';
import { publicModels, type HubModel } from './publicModels';

/** The name that the portal gives an entity for an id of a hub. */
function entityName(id: string): string {
  return id.toLowerCase().replace(/\//g, '.');
}

function toStory(model: HubModel): ModelStory {
  const [metric, dataset, value] = model.score;
  const versions = model.snapshots.map(({ daysAgo, sha }, index) => {
    const commit = sha ?? hexOf(40, model.id, 'snapshot', index);
    const isLast = index === model.snapshots.length - 1;
    const previous = model.snapshots[index - 1];
    const link: LineageLink[] = previous
      ? [
          {
            relation: 'previous-version',
            to: `model:default/${model.name ?? entityName(model.id)}@${(
              previous.sha ?? hexOf(40, model.id, 'snapshot', index - 1)
            ).slice(0, 10)}`,
          },
        ]
      : [];
    // Each snapshot is a little better than the one before it.
    const gain = (index - model.snapshots.length + 1) * 0.02;
    const isError = metric === 'wer';
    const version: VersionStory = {
      version: commit.slice(0, 10),
      daysAgo,
      source: `hf://${model.id}@${commit}`,
      creator: model.by,
      description: `Snapshot of ${model.id} on the hub.`,
      precision: model.precision ?? 'bf16',
      quantization: model.quantization,
      lineage: [...model.base, ...link],
      metrics: [
        {
          name: metric,
          dataset,
          value: Math.round((value + (isError ? -gain : gain)) * 1e4) / 1e4,
          better: isError ? 'lower' : 'higher',
        },
      ],
      retired:
        isLast || index > 0
          ? undefined
          : 'Replaced by a newer snapshot; kept for rollback.',
    };
    return version;
  });
  return {
    name: model.name ?? entityName(model.id),
    title: model.title,
    description: model.about,
    team: model.team,
    sourceIds: [model.id],
    tags: model.tags,
    license: model.license,
    format: 'safetensors',
    architecture: model.architecture,
    parameters: model.parameters,
    contextLength: model.contextLength,
    homepage: `https://huggingface.co/${model.id}`,
    card: `# ${model.title}\n\n${model.about}\n\nTaken from [${model.id}](https://huggingface.co/${model.id}) at a fixed commit; nothing was changed.\n`,
    versions,
    aliases: [
      {
        alias: 'production',
        moves: versions.map(({ version, daysAgo }, index) => ({
          daysAgo: daysAgo - 6,
          to: version,
          by: model.by,
          reason:
            index === 0
              ? 'First release'
              : `Passed the evaluation on ${dataset}`,
          approvedBy: index === 0 ? undefined : 'user:default/daniel.kim',
        })),
      },
    ],
  };
}

/** Models of public hubs that teams of the demo use as they are. */
export const hubModels: readonly ModelStory[] = publicModels.map(toStory);
