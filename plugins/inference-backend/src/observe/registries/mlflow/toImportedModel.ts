import type {
  EvaluationMetric,
  LineageLink,
} from '@inference-portal/plugin-inference-common';
import { displayUrl } from '../../metrics/PrometheusConfig';
import { describeModel } from '../describeModel';
import { readNamedFacts } from '../namedFacts';
import type { ReadModel } from '../readChangedModels';
import type { RegistrySettings } from '../registryConfig';
import { toNewVersion, type VersionDraft } from '../VersionDraft';
import {
  toRecord,
  type MlflowRun,
  type MlflowVersion,
  type RegisteredModel,
} from './mlflowSchemas';

/** A model with all that was read of it. */
export interface MlflowModel {
  readonly model: RegisteredModel;
  readonly versions: readonly MlflowVersion[];
  readonly runs: ReadonlyMap<string, MlflowRun>;
  readonly problems: readonly string[];
}

/** Tags that MLflow's own clients write for themselves. */
const INTERNAL_TAG = /^mlflow\./;

/** `name` is that of the model here. */
export function toImportedModel(
  { model, versions, runs, problems: before }: MlflowModel,
  name: string,
  settings: RegistrySettings,
): ReadModel {
  const problems = [...before];
  const modelTags = toRecord(model.tags);
  const ordered = [...versions].sort(
    (a, b) => Number(a.version) - Number(b.version),
  );
  const ready = ordered.filter(version => {
    if (version.status === undefined || version.status === 'READY') {
      return true;
    }
    const why = version.status_message ? `: ${version.status_message}` : '';
    problems.push(
      version.status === 'PENDING_REGISTRATION'
        ? `version ${version.version} is still being registered at MLflow; it is imported when it is ready.`
        : `version ${version.version} is ${version.status} at MLflow${why}; register it again there.`,
    );
    return false;
  });
  const drafts = ready.map((version, index) =>
    toDraft({
      version,
      previous: ready[index - 1],
      run: runs.get(version.run_id ?? ''),
      modelTags,
      name,
      settings,
    }),
  );
  return {
    // What is pending or unreadable changes no list of models: it has to be read again.
    complete: ready.length === ordered.length && before.length === 0,
    model: {
      ref: { namespace: settings.namespace, name },
      description: describeModel({
        settings,
        sourceName: model.name,
        name,
        description: model.description,
        owner: modelTags.owner,
        homepage: pageOf(settings, model.name),
        tags: Object.keys(modelTags).filter(
          tag => modelTags[tag] === '' && !INTERNAL_TAG.test(tag),
        ),
        sourceIds: [model.name],
      }),
      versions: drafts.map(draft => toNewVersion(draft, problems)),
      // What cannot be understood may be any of those that are missing.
      ...(before.length === 0
        ? { present: versions.map(({ version }) => version) }
        : {}),
      aliases: model.aliases,
      retired: ready
        .filter(version => version.current_stage === 'Archived')
        .map(({ version }) => ({
          version,
          reason: `Archived at MLflow (${settings.name}).`,
        })),
      problems,
    },
  };
}

function pageOf({ connection }: RegistrySettings, model: string): string {
  return `${connection.url}/#/models/${encodeURIComponent(model)}`;
}

/** Paths without scheme are files of the server; without any source the registry itself is the address. */
function toSourceUri({ source, name, version }: MlflowVersion): string {
  if (source === undefined || source === '') {
    return `models:/${name}/${version}`;
  }
  return source.startsWith('/') ? `file://${source}` : source;
}

function toDraft(options: {
  version: MlflowVersion;
  previous: MlflowVersion | undefined;
  run: MlflowRun | undefined;
  modelTags: Record<string, string>;
  name: string;
  settings: RegistrySettings;
}): VersionDraft {
  const { version, previous, run, modelTags, name, settings } = options;
  const tags = toRecord(version.tags);
  const runTags = toRecord(run?.data.tags ?? []);
  const { facts, base } = readNamedFacts(tags, modelTags);
  const lineage: LineageLink[] = [
    ...base,
    ...datasetLinks(run),
    ...runLinks(version, runTags, settings.name),
    ...(previous
      ? [
          {
            relation: 'previous-version' as const,
            to: `model:${settings.namespace}/${name}@${previous.version}`,
          },
        ]
      : []),
  ];
  return {
    // No page at MLflow: a version never changes, and the address of a server may.
    ...facts,
    version: version.version,
    source: toSourceUri(version),
    description: version.description,
    creator:
      facts.creator ??
      version.user_id ??
      runTags['mlflow.user'] ??
      run?.info.user_id,
    createdAt: version.creation_timestamp,
    metrics: metricsOf(run),
    lineage,
    tags: {
      ...(version.run_id ? { 'mlflow.run_id': version.run_id } : {}),
      ...withoutInternal(tags),
      ...Object.fromEntries(
        (run?.data.params ?? []).map(({ key, value }) => [
          `param.${key}`,
          value ?? '',
        ]),
      ),
    },
  };
}

function withoutInternal(tags: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(tags).filter(([name]) => !INTERNAL_TAG.test(name)),
  );
}

function metricsOf(run: MlflowRun | undefined): EvaluationMetric[] {
  return (run?.data.metrics ?? []).flatMap(
    ({ key, value, timestamp, dataset_name: dataset }) =>
      value === undefined
        ? []
        : [
            {
              name: key,
              value,
              ...(dataset ? { dataset } : {}),
              ...(timestamp !== undefined && timestamp > 0
                ? { at: new Date(timestamp).toISOString() }
                : {}),
            },
          ],
  );
}

function datasetLinks(run: MlflowRun | undefined): LineageLink[] {
  return (run?.inputs.dataset_inputs ?? []).map(({ dataset }) => ({
    relation: 'trained-on',
    to: dataset.digest
      ? `dataset:${dataset.name}@${dataset.digest}`
      : `dataset:${dataset.name}`,
  }));
}

function runLinks(
  version: MlflowVersion,
  runTags: Record<string, string>,
  registry: string,
): LineageLink[] {
  const commit = runTags['mlflow.source.git.commit'];
  const repository = runTags['mlflow.source.git.repoURL'];
  const shownRepository =
    repository === undefined ? null : displayUrl(repository);
  return [
    ...(version.run_id
      ? [
          {
            relation: 'produced-by' as const,
            to: `run:${registry}/${version.run_id}`,
          },
        ]
      : []),
    ...(commit
      ? [
          {
            relation: 'produced-by' as const,
            to:
              shownRepository === null
                ? `commit:${commit}`
                : `commit:${shownRepository}@${commit}`,
          },
        ]
      : []),
  ];
}
