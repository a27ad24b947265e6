import type {
  Evidence,
  ModelRef,
  ModelServerDetail,
  RegistrationProposal,
} from '@inference-portal/plugin-inference-common';
import type { VersionCandidate } from './VersionContent';

/** A proposal before anybody looked whether its model is registered. */
export type ObservedProposal = Omit<RegistrationProposal, 'modelExists'>;

const MAX_NAME = 63;
const DEFAULT_NAMESPACE = 'default';
const COMMIT = /^[0-9a-f]{40}$/;
const DIGEST = /^(?:sha256:)?([0-9a-f]{64})$/;
const VERSION = /^[A-Za-z0-9][A-Za-z0-9._+-]{0,127}$/;
/** As many digits of a commit or digest as people use to name it. */
const SHORT = 12;

/** The last part of a hub's id as a catalog name: `Qwen/Qwen3-32B` becomes `Qwen3-32B`. */
export function nameFromModelId(id: string): string | null {
  const [last = ''] = id.split('/').slice(-1);
  const name = last
    .replace(/[^A-Za-z0-9._-]+/g, '-')
    .replace(/[._-]*-[._-]*/g, '-')
    .replace(/^[^A-Za-z0-9]+/, '')
    .slice(0, MAX_NAME)
    .replace(/[^A-Za-z0-9]+$/, '');
  return name === '' ? null : name;
}

function refOfEntity(entityRef: string | null): ModelRef | null {
  const [, namespace, name] =
    /^resource:([^/]+)\/([^/]+)$/.exec(entityRef ?? '') ?? [];
  return namespace === undefined || name === undefined
    ? null
    : { namespace, name };
}

function isUsable(version: string | null): version is string {
  return (
    version !== null &&
    VERSION.test(version) &&
    version.toLowerCase() !== 'latest'
  );
}

/** A name for what is run or read: what is written, else the commit, digest, tag or branch of its source. */
export function nameVersion({
  version,
  revision,
  source,
}: Pick<
  ModelServerDetail['model'],
  'version' | 'revision' | 'source'
>): Evidence & { value: string } {
  if (isUsable(version)) {
    return { value: version, source: 'version written on the workload' };
  }
  const digest = DIGEST.exec(revision ?? '')?.[1];
  if (revision !== null && COMMIT.test(revision)) {
    return {
      value: revision.slice(0, SHORT),
      source: `first ${SHORT} digits of commit ${revision}`,
    };
  }
  if (digest !== undefined) {
    return {
      value: digest.slice(0, SHORT),
      source: `first ${SHORT} digits of digest sha256:${digest}`,
    };
  }
  if (isUsable(revision)) {
    return { value: revision, source: 'tag or branch of the source' };
  }
  return source?.startsWith('hf://')
    ? { value: 'main', source: 'the source names no revision, so it is main' }
    : { value: 'unpinned', source: 'the source names no revision' };
}

function refOf(
  server: ModelServerDetail,
  candidates: readonly VersionCandidate[],
): { ref: ModelRef; source: string } | null {
  const entity = refOfEntity(server.model.entityRef);
  if (entity) {
    return {
      ref: entity,
      source: `catalog entity ${server.model.entityRef} of the model`,
    };
  }
  const { id } = server.model;
  const [known] = candidates
    .map(({ model }) => model)
    .sort((a, b) =>
      `${a.namespace}/${a.name}` < `${b.namespace}/${b.name}` ? -1 : 1,
    );
  if (known) {
    return { ref: known, source: `registered model with the source id ${id}` };
  }
  const name = id === null ? null : nameFromModelId(id);
  return name === null
    ? null
    : {
        ref: { namespace: DEFAULT_NAMESPACE, name },
        source: `model id ${id}`,
      };
}

function whyBlocked(
  server: ModelServerDetail,
  isNamed: boolean,
): string | null {
  if (!isNamed) {
    return 'Nobody can tell which model this server runs: write the annotation inference-portal/model on the workload';
  }
  if (server.model.source === null) {
    return 'Nobody can tell where the weights of this server come from, as it reads them from a path inside its container: register the version by hand and write inference-portal/model and inference-portal/version on the workload';
  }
  return null;
}

/**
 * The model and version that would be registered from what a server is observed to run. Servers that run the same get the same proposal.
 * `candidates` are registered versions of models that have the server's model id as a source id.
 */
export function proposeRegistration(
  server: ModelServerDetail,
  candidates: readonly VersionCandidate[],
): ObservedProposal {
  const named = refOf(server, candidates);
  const version = nameVersion(server.model);
  const { source, pinned } = server.model;
  return {
    namespace: named?.ref.namespace ?? DEFAULT_NAMESPACE,
    name: named?.ref.name ?? '',
    version: version.value,
    owner: server.owner.ref,
    source,
    pinned: pinned === true,
    evidence: [
      ...(named
        ? [
            {
              value: `${named.ref.namespace}/${named.ref.name}`,
              source: named.source,
            },
          ]
        : []),
      version,
      {
        value: source,
        source: `specification of the ${server.kind}`,
      },
      { value: server.owner.ref, source: server.owner.reason },
    ],
    blocked: whyBlocked(server, named !== null),
  };
}
