import type {
  ModelRef,
  ModelServer,
  Registration,
} from '@inference-portal/plugin-inference-common';
import { KUBEFLOW_MODEL, KUBEFLOW_VERSION } from './kubeflow';
import { modelKey } from './nodeId';
import { parseModelSource } from './parseModelSource';
import { sourceBase } from './sourceBase';
import type { VersionCandidate } from './VersionContent';
import { versionOrder } from './versionOrder';

const DEFAULT_NAMESPACE = 'default';
const DIGEST = /sha256:[0-9a-f]{64}$/;

/** What is observed of a server that tells which version it runs. */
export interface ServerFacts {
  readonly model: ModelServer['model'];
  readonly labels: { readonly [name: string]: string };
  /** Digests of the images that may hold the weights, as `sha256:<hex>`. */
  readonly imageDigests: readonly string[];
}

/** By which facts versions are looked up, for many servers at once. */
export interface RegistrationCriteria {
  readonly models: readonly ModelRef[];
  readonly digests: readonly string[];
  readonly sources: readonly string[];
  readonly sourceIds: readonly string[];
  readonly kubeflowModels: readonly string[];
  readonly kubeflowVersions: readonly string[];
}

type Candidate = VersionCandidate & { readonly version: string };
type Confidence = Registration['confidence'];

/** A way to tell the version, in the order of trust. */
interface Clue {
  readonly matches: readonly Candidate[];
  readonly reason: string;
  readonly confidence: Confidence;
}

/** The source that a server reads, in the normal form of registered ones; null when it tells none. */
function readSource(facts: ServerFacts) {
  const { source } = facts.model;
  const parsed = source === null ? null : parseModelSource(source);
  return parsed !== null && 'source' in parsed ? parsed : null;
}

function idsOf(facts: ServerFacts): string[] {
  const source = readSource(facts);
  const hubId = source?.source.kind === 'hugging-face' ? source.id : null;
  return [facts.model.id, hubId].filter(id => id !== null);
}

/** The model that the workload or the catalog names outright. */
function namedModels({ model }: ServerFacts): ModelRef[] {
  const texts = [model.entityRef, model.id].filter(text => text !== null);
  return texts.flatMap(text => {
    const [, namespace = DEFAULT_NAMESPACE, name] =
      /^(?:resource:)?(?:([^/:@]+)\/)?([^/:@]+)$/i.exec(text) ?? [];
    return name === undefined ? [] : [{ namespace, name }];
  });
}

function digestsOf(facts: ServerFacts): string[] {
  const own = DIGEST.exec(facts.model.revision ?? facts.model.source ?? '');
  return [...(own ? [own[0]] : []), ...facts.imageDigests];
}

function distinct<T>(items: readonly T[]): T[] {
  return [...new Set(items)];
}

/** What to ask the registry for, so that the answer has every version that one of the servers may run. */
export function criteriaOf(
  servers: readonly ServerFacts[],
): RegistrationCriteria {
  const models = servers.flatMap(namedModels);
  const labels = (name: string) =>
    distinct(servers.flatMap(({ labels: all }) => all[name] ?? []));
  return {
    models: [...new Map(models.map(ref => [modelKey(ref), ref])).values()],
    digests: distinct(servers.flatMap(digestsOf)),
    sources: distinct(
      servers.flatMap(facts => readSource(facts)?.source.uri ?? []),
    ),
    sourceIds: distinct(servers.flatMap(idsOf)),
    kubeflowModels: labels(KUBEFLOW_MODEL),
    kubeflowVersions: labels(KUBEFLOW_VERSION),
  };
}

function hasId(candidate: VersionCandidate, ids: readonly string[]): boolean {
  const wanted = ids.map(id => id.toLowerCase());
  const base =
    candidate.source?.kind === 'hugging-face'
      ? sourceBase(candidate.source).replace(/^hf:\/\//, '')
      : null;
  return (
    candidate.sourceIds.some(id => wanted.includes(id.toLowerCase())) ||
    (base !== null && wanted.includes(base))
  );
}

function modelsIn(
  candidates: readonly VersionCandidate[],
): readonly VersionCandidate[] {
  return [
    ...new Map(candidates.map(one => [modelKey(one.model), one])).values(),
  ];
}

/** Newest first, by when it was made; the name decides between twins, so that the order of candidates never does. */
function byAge(a: Candidate, b: Candidate): number {
  const age = (b.orderedAt ?? 0) - (a.orderedAt ?? 0);
  const [orderA, orderB] = [versionOrder(a.version), versionOrder(b.version)];
  return age || (orderA < orderB ? 1 : -1);
}

const LESS: { readonly [C in Confidence]: Confidence } = {
  certain: 'high',
  high: 'medium',
  medium: 'medium',
};

/**
 * The version that a clue points to. Of several versions of one model that it fits alike the newest is taken, with less confidence; when
 * it fits several models nobody can tell, and the next clue is asked.
 */
function follow({ matches, reason, confidence }: Clue): Registration | null {
  const [newest, ...others] = [...matches].sort(byAge);
  if (!newest || modelsIn(matches).length > 1) {
    return null;
  }
  const { namespace, name } = newest.model;
  return {
    namespace,
    name,
    version: newest.version,
    reason:
      others.length === 0
        ? reason
        : `${reason}; the newest of ${matches.length} versions that this fits`,
    confidence: others.length === 0 ? confidence : LESS[confidence],
  };
}

/** Digest, pinned source, then model id with revision; the last also takes an address that may change under the version. */
function cluesOf(facts: ServerFacts, versions: readonly Candidate[]): Clue[] {
  const digests = digestsOf(facts);
  const { revision } = facts.model;
  const source = readSource(facts)?.source ?? null;
  const sameAddress = versions.filter(
    one => source !== null && one.source?.uri === source.uri,
  );
  return [
    {
      matches: versions.filter(
        one =>
          (one.digest !== null && digests.includes(one.digest)) ||
          (one.source?.kind === 'oci' &&
            one.source.revision !== null &&
            digests.includes(one.source.revision)),
      ),
      reason: 'the digest of what it runs is that of the version',
      confidence: 'certain',
    },
    {
      matches: source?.pinned ? sameAddress : [],
      reason: `it reads the pinned source of the version, ${source?.uri}`,
      confidence: 'high',
    },
    {
      matches: versions.filter(
        one =>
          revision !== null &&
          one.source?.revision === revision &&
          hasId(one, idsOf(facts)),
      ),
      reason: `model id ${facts.model.id} and revision ${revision} are those of the version`,
      confidence: 'medium',
    },
    {
      matches: source?.pinned === false ? sameAddress : [],
      reason: `it reads the address of the version, ${source?.uri}, which is not pinned`,
      confidence: 'medium',
    },
  ];
}

function firstClue(clues: readonly Clue[]): Registration | null {
  for (const clue of clues) {
    const found = follow(clue);
    if (found) {
      return found;
    }
  }
  return null;
}

function modelOnly({ model }: VersionCandidate, reason: string): Registration {
  return { ...model, version: null, reason, confidence: 'medium' };
}

/** The model that is meant by name and what its versions may be, or null when the server names none that is registered. */
function namedBy(facts: ServerFacts, candidates: readonly VersionCandidate[]) {
  const keys = namedModels(facts).map(modelKey);
  for (const key of keys) {
    const own = candidates.filter(one => modelKey(one.model) === key);
    const [first] = own;
    if (first) {
      return { first, own };
    }
  }
  return null;
}

function isVersion(candidate: VersionCandidate): candidate is Candidate {
  return candidate.version !== null;
}

/**
 * Which registered version a server runs: by label or annotation, by Kubeflow's ids, by digest, by pinned source, by model id with
 * revision, in this order. A model that is named outright is not left for another. Null when nothing fits or nobody can tell.
 */
export function chooseRegistration(
  facts: ServerFacts,
  candidates: readonly VersionCandidate[],
): Registration | null {
  const { model, labels } = facts;
  const named = namedBy(facts, candidates);
  const ids = idsOf(facts);
  const known = named?.own ?? candidates.filter(one => hasId(one, ids));
  const title =
    named === null
      ? `model id ${model.id}`
      : `the model is named ${named.first.model.namespace}/${named.first.model.name}`;

  const versionId = labels[KUBEFLOW_VERSION];
  const modelId = labels[KUBEFLOW_MODEL];
  const written =
    model.version !== null && model.version !== versionId
      ? model.version
      : null;
  if (written !== null) {
    const byLabel = follow({
      matches: known.filter(isVersion).filter(one => one.version === written),
      reason: `label or annotation inference-portal/version says ${written}, and ${title}`,
      confidence: named === null ? 'high' : 'certain',
    });
    if (byLabel) {
      return byLabel;
    }
    if (named) {
      return modelOnly(
        named.first,
        `${title}; version ${written} of inference-portal/version is not registered`,
      );
    }
  }

  const ofKubeflow = candidates.filter(
    one =>
      (modelId === undefined || one.tags[KUBEFLOW_MODEL] === modelId) &&
      (versionId === undefined || one.tags[KUBEFLOW_VERSION] === versionId) &&
      (modelId !== undefined || versionId !== undefined),
  );
  const byKubeflow =
    versionId === undefined
      ? null
      : follow({
          matches: ofKubeflow.filter(isVersion),
          reason: `label ${KUBEFLOW_VERSION} is ${versionId}`,
          confidence: modelId === undefined ? 'high' : 'certain',
        });
  if (byKubeflow) {
    return byKubeflow;
  }

  const byFacts = firstClue(
    cluesOf(facts, (named?.own ?? candidates).filter(isVersion)),
  );
  if (byFacts) {
    return byFacts;
  }
  const [onlyModel, ...otherModels] = modelsIn(
    named?.own ?? (ofKubeflow.length > 0 ? ofKubeflow : known),
  );
  return onlyModel && otherModels.length === 0
    ? modelOnly(onlyModel, `${title}; no version of it fits`)
    : null;
}
