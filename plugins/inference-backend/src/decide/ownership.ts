import type { Owner } from '@inference-portal/plugin-inference-common';
import type { CatalogEntityFacts, CatalogView } from './catalogView';
import type { OwnershipRule } from './ownershipRule';
import type { CatalogJoin, OwnershipSignals } from '../types';
import { matchPattern } from './matchPattern';
import { parseOwnerRef } from './ownerRef';

/** The part of a server that its join is decided from. */
export interface JoinSubject {
  readonly cluster: string;
  readonly namespace: string;
  readonly name: string;
  readonly modelId: string | null;
  readonly signals: OwnershipSignals;
}

/** An entity that describes a server, and which annotation says so. */
interface EntityMatch {
  readonly entity: CatalogEntityFacts;
  readonly by: string;
  /** How many other entities claim the same. */
  readonly others: number;
}

type Attempt =
  | { readonly status: 'owned'; readonly owner: Owner }
  | { readonly status: 'silent' }
  /** Something was written that names no owner. */
  | { readonly status: 'invalid'; readonly problem: string };

const SILENT: Attempt = { status: 'silent' };
const ANNOTATED_SERVER = 'annotation inference-portal/server';

function isWritten(entity: CatalogEntityFacts): boolean {
  return !entity.generated;
}

/** Components first, then by ref: a workload's `kubernetes-id` is often shared with its System or API. */
function preferComponents(
  entities: readonly CatalogEntityFacts[],
): readonly CatalogEntityFacts[] {
  const components = entities.filter(entity => entity.kind === 'component');
  return components.length > 0 ? components : entities;
}

function findServerEntity(
  subject: JoinSubject,
  catalog: CatalogView,
): EntityMatch | null {
  const { cluster, namespace, name, signals } = subject;
  const short = `${namespace}/${name}`;
  const exact = catalog.byServer.get(`${cluster}/${short}`) ?? [];
  const claims: [string, readonly CatalogEntityFacts[]][] = [
    [ANNOTATED_SERVER, exact.filter(isWritten)],
    [ANNOTATED_SERVER, catalog.byServer.get(short)?.filter(isWritten) ?? []],
    [
      'annotation backstage.io/kubernetes-id',
      signals.kubernetesId === null
        ? []
        : catalog.byKubernetesId.get(signals.kubernetesId)?.filter(isWritten) ??
          [],
    ],
    // What a team wrote beats what the portal emitted, however precise the latter is.
    [ANNOTATED_SERVER, exact.filter(entity => entity.generated)],
  ];
  for (const [by, entities] of claims) {
    const candidates = preferComponents(entities);
    const [entity] = candidates;
    if (entity) {
      return { entity, by, others: candidates.length - 1 };
    }
  }
  return null;
}

function findModelEntity(
  modelId: string | null,
  catalog: CatalogView,
): CatalogEntityFacts | null {
  if (modelId === null) {
    return null;
  }
  // A workload may name the entity itself instead of the hub's model id.
  const named = catalog.byRef.get(modelId.toLowerCase());
  if (named) {
    return named;
  }
  const entities = catalog.byModel.get(modelId) ?? [];
  return entities.find(entity => !entity.generated) ?? entities[0] ?? null;
}

function fromText(
  written: { readonly value: string; readonly source: string } | null,
  source: 'workload' | 'namespace',
): Attempt {
  if (written === null) {
    return SILENT;
  }
  const parsed = parseOwnerRef(written.value);
  return parsed.status === 'valid'
    ? {
        status: 'owned',
        owner: { ref: parsed.ref, source, reason: written.source },
      }
    : {
        status: 'invalid',
        problem: `${written.source} is ignored: ${parsed.problem}`,
      };
}

function fromCatalog(match: EntityMatch | null): Attempt {
  if (match === null || match.entity.generated) {
    return SILENT;
  }
  const { entity, by, others } = match;
  const valid: string[] = [];
  let problem: string | null = null;
  for (const text of entity.owners) {
    const parsed = parseOwnerRef(text, entity.namespace);
    if (parsed.status === 'valid') {
      valid.push(parsed.ref);
    } else {
      problem = problem ?? parsed.problem;
    }
  }
  const [ref, ...rest] = valid.sort();
  if (ref === undefined) {
    return problem === null
      ? SILENT
      : {
          status: 'invalid',
          problem: `the owner of ${entity.ref} is ignored: ${problem}`,
        };
  }
  const notes = [
    ...(rest.length > 0 ? [`first of ${rest.length + 1} owners by name`] : []),
    ...(others > 0
      ? [`first of ${others + 1} entities by name that claim this server`]
      : []),
  ];
  const suffix = notes.length > 0 ? ` (${notes.join('; ')})` : '';
  return {
    status: 'owned',
    owner: {
      ref,
      source: 'catalog',
      reason: `owner of ${entity.ref}, joined by ${by}${suffix}`,
    },
  };
}

function ruleMatches(rule: OwnershipRule, subject: JoinSubject): boolean {
  return (
    (rule.cluster === null || matchPattern(rule.cluster, subject.cluster)) &&
    (rule.namespace === null ||
      matchPattern(rule.namespace, subject.namespace)) &&
    Object.entries(rule.labels).every(([name, pattern]) => {
      const value = subject.signals.labels[name];
      return value !== undefined && matchPattern(pattern, value);
    })
  );
}

function describeRule(rule: OwnershipRule): string {
  const parts = [
    ...(rule.cluster === null ? [] : [`cluster ${rule.cluster}`]),
    ...(rule.namespace === null ? [] : [`namespace ${rule.namespace}`]),
    ...Object.entries(rule.labels).map(
      ([name, pattern]) => `label ${name}=${pattern}`,
    ),
  ];
  return parts.length > 0 ? parts.join(', ') : 'every server';
}

function fromRules(
  subject: JoinSubject,
  rules: readonly OwnershipRule[],
): Attempt {
  let problem: string | null = null;
  for (const [index, rule] of rules.entries()) {
    if (!ruleMatches(rule, subject)) {
      continue;
    }
    const where = `inference.ownership.rules[${index}]`;
    const parsed = parseOwnerRef(rule.owner);
    if (parsed.status === 'valid') {
      return {
        status: 'owned',
        owner: {
          ref: parsed.ref,
          source: 'config',
          reason: `rule ${where} (${describeRule(rule)})`,
        },
      };
    }
    problem = problem ?? `${where} is ignored: ${parsed.problem}`;
  }
  return problem === null ? SILENT : { status: 'invalid', problem };
}

function decideOwner(attempts: readonly Attempt[]): Owner {
  const problems: string[] = [];
  for (const attempt of attempts) {
    if (attempt.status === 'invalid') {
      problems.push(attempt.problem);
    } else if (attempt.status === 'owned') {
      return {
        ...attempt.owner,
        reason: [attempt.owner.reason, ...problems].join('; '),
      };
    }
  }
  return {
    ref: null,
    source: 'none',
    reason: [
      'neither the workload, the catalog, the namespace nor a rule names an owner',
      ...problems,
    ].join('; '),
  };
}

/**
 * Joins a server with its catalog entities and decides who owns it. The first of these wins: annotation or label on the
 * workload, a catalog entity that a team wrote, annotation on the namespace, the first matching rule. Text that names no
 * owner is passed over and mentioned in the reason.
 */
export function joinServer(
  subject: JoinSubject,
  catalog: CatalogView,
  rules: readonly OwnershipRule[],
): CatalogJoin {
  const match = findServerEntity(subject, catalog);
  return {
    entityRef: match?.entity.ref ?? null,
    modelEntityRef: findModelEntity(subject.modelId, catalog)?.ref ?? null,
    owner: decideOwner([
      fromText(subject.signals.workload, 'workload'),
      fromCatalog(match),
      fromText(subject.signals.namespace, 'namespace'),
      fromRules(subject, rules),
    ]),
  };
}
