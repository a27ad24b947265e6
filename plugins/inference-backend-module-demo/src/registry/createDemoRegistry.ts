import type { NewModelVersion } from '@inference-portal/plugin-inference-common';
import type { ImportedModel } from '@inference-portal/plugin-inference-node';
import { hexOf } from '../fleet/deterministic';
import type { AliasStory, ModelStory, VersionStory } from './storyTypes';
import { hubModels } from './stories/hubModels';
import { trainedModels } from './stories/trainedModels';
import { tunedModels } from './stories/tunedModels';

const DAY_MS = 86_400_000;

/** Whole seconds: nobody registers at a fraction of one. */
function instantOf(nowMs: number, daysAgo: number): number {
  return Math.floor((nowMs - daysAgo * DAY_MS) / 1_000) * 1_000;
}

function textOf(nowMs: number, daysAgo: number): string {
  return new Date(instantOf(nowMs, daysAgo)).toISOString();
}

function toVersion(
  model: ModelStory,
  story: VersionStory,
  nowMs: number,
): NewModelVersion {
  const { version, daysAgo } = story;
  return {
    version,
    source: story.source,
    // A commit of a hub says which bytes; a folder in a bucket needs a digest.
    ...(story.source.startsWith('hf://') || story.unpinned
      ? {}
      : { digest: `sha256:${hexOf(64, model.name, version, 'digest')}` }),
    format: model.format,
    architecture: model.architecture,
    parameters: model.parameters,
    ...(story.precision && { precision: story.precision }),
    ...(story.quantization && { quantization: story.quantization }),
    ...(model.contextLength && { contextLength: model.contextLength }),
    license: model.license,
    ...(story.description && { description: story.description }),
    modelCard: model.card,
    ...(model.homepage && { homepage: model.homepage }),
    creator: story.creator,
    createdAt: textOf(nowMs, daysAgo),
    ...(story.signed && {
      signature: {
        bundleDigest: `sha256:${hexOf(64, model.name, version, 'bundle')}`,
        identity: `https://git.demo.example/${model.team}/${model.name}/.ci/release@main`,
        issuer: 'https://git.demo.example',
        status: 'verified' as const,
        verifiedAt: textOf(nowMs, daysAgo - 0.1),
      },
    }),
    metrics: (story.metrics ?? []).map(metric => ({
      ...metric,
      at: textOf(nowMs, daysAgo - 0.2),
    })),
    lineage: [...story.lineage],
  };
}

function toAlias(
  { alias, moves, wish }: AliasStory,
  nowMs: number,
): ImportedModel['aliases'] {
  const past = moves
    .filter(({ daysAgo }) => daysAgo >= 0)
    .sort((a, b) => b.daysAgo - a.daysAgo);
  const last = past[past.length - 1];
  if (!last) return [];
  return [
    {
      alias,
      version: last.to,
      history: past.map(move => ({
        to: move.to,
        at: instantOf(nowMs, move.daysAgo),
        by: move.by,
        reason: move.reason,
        approvedBy: move.approvedBy ?? null,
      })),
      ...(wish
        ? {
            wish: {
              to: wish.to,
              at: instantOf(nowMs, wish.daysAgo),
              by: wish.by,
              reason: wish.reason,
            },
          }
        : {}),
    },
  ];
}

/** Two years of models as the demo's teams made them; the same for the same `nowMs`, UTC ms. */
export function createDemoRegistry(nowMs: number): ImportedModel[] {
  return [...hubModels, ...trainedModels, ...tunedModels].map(model => ({
    ref: { namespace: 'default', name: model.name },
    description: {
      owner: `group:default/${model.team}`,
      title: model.title,
      description: model.description,
      ...(model.homepage && { homepage: model.homepage }),
      tags: [...model.tags],
      sourceIds: [...model.sourceIds],
    },
    versions: model.versions.map(story => toVersion(model, story, nowMs)),
    aliases: model.aliases.flatMap(alias => toAlias(alias, nowMs)),
    retired: model.versions.flatMap(({ version, retired }) =>
      retired === undefined ? [] : [{ version, reason: retired }],
    ),
    problems: [],
  }));
}
