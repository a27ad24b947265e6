import type {
  EvaluationMetric,
  LineageLink,
} from '@inference-portal/plugin-inference-common';
import { describeModel } from '../describeModel';
import { readNamedFacts } from '../namedFacts';
import type { ReadModel } from '../readChangedModels';
import type { RegistrySettings } from '../registryConfig';
import { toNewVersion, type VersionDraft } from '../VersionDraft';
import { toVersionName } from '../versionNames';
import type {
  KubeflowArtifact,
  KubeflowModel,
  KubeflowVersion,
} from './kubeflowSchemas';

/** Labels that Kubeflow's controller puts on InferenceServices; servers are joined with versions by them. */
const LABEL = 'modelregistry.kubeflow.org';

/** A version with its artifacts. */
export interface VersionWithArtifacts {
  readonly version: KubeflowVersion;
  readonly artifacts: readonly KubeflowArtifact[];
  readonly problems: readonly string[];
}

const isArchived = ({ state }: { readonly state?: string | null }) =>
  state === 'ARCHIVED';

/** `name` is that of the model here. */
export function toImportedModel(
  model: KubeflowModel,
  versions: readonly VersionWithArtifacts[],
  name: string,
  settings: RegistrySettings,
): ReadModel {
  const problems = versions.flatMap(entry => entry.problems);
  const unread = problems.length;
  const ordered = [...versions].sort(
    (a, b) =>
      (a.version.createTimeSinceEpoch ?? 0) -
        (b.version.createTimeSinceEpoch ?? 0) ||
      a.version.id.localeCompare(b.version.id, 'en', { numeric: true }),
  );
  const drafts: VersionDraft[] = [];
  const retired: { version: string; reason: string }[] = [];
  let isWaiting = false;
  for (const entry of ordered) {
    const { version } = entry;
    const versionName = toVersionName(version.name);
    const main = modelArtifactOf(entry.artifacts);
    if (versionName === null) {
      problems.push(
        `version "${version.name.slice(
          0,
          80,
        )}" was left out: a version is named by letters, digits and ".", "_", "+", "-", and not "latest".`,
      );
    } else if (drafts.some(draft => draft.version === versionName)) {
      problems.push(
        `version "${version.name.slice(0, 80)}" (id ${
          version.id
        }) was left out: another version is "${versionName}" as well.`,
      );
    } else if (main?.uri === undefined) {
      isWaiting = true;
      problems.push(
        `version ${versionName} has no model artifact with a uri yet; it is imported when it has.`,
      );
    } else {
      const previous = drafts.at(-1)?.version ?? null;
      drafts.push(
        toDraft({
          model,
          ...entry,
          main: { ...main, uri: main.uri },
          versionName,
          previous:
            previous === null
              ? null
              : `model:${settings.namespace}/${name}@${previous}`,
          settings,
        }),
      );
      if (isArchived(version) || isArchived(model)) {
        retired.push({
          version: versionName,
          reason: `Archived at Kubeflow (${settings.name}).`,
        });
      }
    }
  }
  return {
    complete: unread === 0 && !isWaiting,
    model: {
      ref: { namespace: settings.namespace, name },
      description: describeModel({
        settings,
        sourceName: model.name,
        name,
        description: model.description,
        owner: model.owner,
        tags: [
          ...(model.tasks ?? []),
          ...(model.libraryName === undefined ? [] : [model.libraryName]),
        ],
        sourceIds: [
          model.name,
          ...(model.externalId === undefined ? [] : [model.externalId]),
        ],
      }),
      versions: drafts.map(draft => toNewVersion(draft, problems)),
      aliases: [],
      retired,
      problems,
    },
  };
}

/** The artifact whose bytes are served: the oldest live one. */
function modelArtifactOf(
  artifacts: readonly KubeflowArtifact[],
): KubeflowArtifact | undefined {
  const models = artifacts
    .filter(
      ({ artifactType = 'model-artifact' }) =>
        artifactType === 'model-artifact',
    )
    .sort(
      (a, b) => (a.createTimeSinceEpoch ?? 0) - (b.createTimeSinceEpoch ?? 0),
    );
  return (
    models.find(({ state, uri }) => state === 'LIVE' && uri !== undefined) ??
    models.find(({ uri }) => uri !== undefined)
  );
}

function toDraft(options: {
  model: KubeflowModel;
  version: KubeflowVersion;
  artifacts: readonly KubeflowArtifact[];
  main: KubeflowArtifact & { readonly uri: string };
  versionName: string;
  previous: string | null;
  settings: RegistrySettings;
}): VersionDraft {
  const { model, version, artifacts, main, previous, settings } = options;
  const { facts, base } = readNamedFacts(
    main.customProperties,
    version.customProperties,
    model.customProperties,
  );
  const runId =
    main.experimentRunId ??
    artifacts.find(({ experimentRunId }) => experimentRunId)?.experimentRunId;
  return {
    ...facts,
    version: options.versionName,
    source: main.uri,
    format: main.modelFormatName ?? facts.format,
    license: facts.license ?? model.license,
    description: version.description,
    modelCard: model.readme,
    creator: version.author ?? facts.creator,
    createdAt: version.createTimeSinceEpoch,
    metrics: metricsOf(artifacts),
    lineage: [
      ...base,
      ...datasetsOf(artifacts),
      ...(runId === undefined
        ? []
        : [
            {
              relation: 'produced-by' as const,
              to: `run:${settings.name}/${runId}`,
            },
          ]),
      ...(previous === null
        ? []
        : [{ relation: 'previous-version' as const, to: previous }]),
    ],
    tags: {
      [`${LABEL}/registered-model-id`]: model.id,
      [`${LABEL}/model-version-id`]: version.id,
      ...(version.externalId === undefined
        ? {}
        : { externalId: version.externalId }),
      ...(main.modelFormatVersion === undefined
        ? {}
        : { modelFormatVersion: main.modelFormatVersion }),
      ...version.customProperties,
    },
  };
}

function metricsOf(artifacts: readonly KubeflowArtifact[]): EvaluationMetric[] {
  return artifacts.flatMap(({ artifactType, name, value, timestamp }) => {
    const number =
      value === null || value === undefined || value === ''
        ? Number.NaN
        : Number(value);
    return artifactType === 'metric' &&
      name !== undefined &&
      Number.isFinite(number)
      ? [
          {
            name,
            value: number,
            ...(timestamp !== undefined && timestamp > 0 && timestamp < 8.64e15
              ? { at: new Date(timestamp).toISOString() }
              : {}),
          },
        ]
      : [];
  });
}

function datasetsOf(artifacts: readonly KubeflowArtifact[]): LineageLink[] {
  return artifacts.flatMap(({ artifactType, name, digest }) =>
    artifactType === 'dataset-artifact' && name !== undefined
      ? [
          {
            relation: 'trained-on' as const,
            to: `dataset:${digest === undefined ? name : `${name}@${digest}`}`,
          },
        ]
      : [],
  );
}
