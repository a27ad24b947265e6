import type {
  LineageLink,
  LineageRelation,
  ModelRef,
  NewModelVersion,
} from '@inference-portal/plugin-inference-common';
import type { ImportedModel } from '@inference-portal/plugin-inference-node';
import { findModelRefProblems } from './names';
import { parseModelSource } from './parseModelSource';
import { nameVersion } from './proposeRegistration';
import { findHomepageProblem, toVersionContent } from './toVersionContent';

/** What a catalog entity says of the model that it describes: texts as somebody wrote them, null when absent. */
export interface ModelDeclaration {
  /** Normalised ref of the entity. */
  readonly entityRef: string;
  /** The model that it describes. */
  readonly model: ModelRef;
  readonly owner: string | null;
  readonly title: string | null;
  readonly description: string | null;
  /** Addresses of its links. */
  readonly links: readonly string[];
  readonly tags: readonly string[];
  /** `inference-portal/model`. */
  readonly modelId: string | null;
  /** `inference-portal/source`. */
  readonly source: string | null;
  /** `inference-portal/version`. */
  readonly version: string | null;
  /** `inference-portal/license`. */
  readonly license: string | null;
  /** `inference-portal/derived-from`. */
  readonly derivedFrom: string | null;
  /** `inference-portal/registry` as written, and the registry that it names when it is understood. */
  readonly registry: {
    readonly text: string;
    readonly name: string | null;
  } | null;
}

/** A declaration that can be registered, or everything that is wrong with it; values that may be secret are not repeated. */
export type ReadDeclaration =
  | { readonly status: 'valid'; readonly imported: ImportedModel }
  | { readonly status: 'invalid'; readonly problems: readonly string[] };

const RELATIONS: readonly LineageRelation[] = [
  'finetune',
  'quantized',
  'adapter',
  'merge',
  'distilled',
  'trained-on',
  'produced-by',
  'previous-version',
];

/** Fields of a version by the annotation that they are read from. */
const ANNOTATION_OF: { readonly [field: string]: string } = {
  version: 'inference-portal/version',
  source: 'inference-portal/source',
  license: 'inference-portal/license',
  lineage: 'inference-portal/derived-from',
};

const ENTITY_REF = /^[a-z]+:([^:/\s]+\/)?[^:/\s]+$/i;

function readLinks(
  text: string | null,
  tell: (problem: string) => void,
): LineageLink[] {
  const entries = (text ?? '').split(',').map(entry => entry.trim());
  return entries.filter(Boolean).flatMap((entry, index) => {
    const [, word = '', to = ''] = /^([a-z-]+)\s*:\s*(.+)$/.exec(entry) ?? [];
    const relation = RELATIONS.find(known => known === word);
    if (relation !== undefined) {
      return [{ relation, to }];
    }
    tell(
      `inference-portal/derived-from: entry ${
        index + 1
      } names no relation: write relation:target with one of ${RELATIONS.join(
        ', ',
      )}, and a comma between entries`,
    );
    return [];
  });
}

function readVersion(
  declaration: ModelDeclaration,
  tell: (problem: string) => void,
): NewModelVersion | null {
  const { source, version, license, derivedFrom } = declaration;
  if (source === null) {
    for (const [name, value] of [
      ['version', version],
      ['license', license],
      ['derived-from', derivedFrom],
    ]) {
      if (value !== null) {
        tell(
          `inference-portal/${name} describes a version, and there is none without inference-portal/source`,
        );
      }
    }
    return null;
  }
  const parsed = parseModelSource(source);
  const revision = 'source' in parsed ? parsed.source.revision : null;
  const uri = 'source' in parsed ? parsed.source.uri : source;
  const written: NewModelVersion = {
    version: version ?? nameVersion({ version, revision, source: uri }).value,
    source,
    ...(license !== null && { license }),
    lineage: readLinks(derivedFrom, tell),
  };
  const content = toVersionContent(written);
  for (const { field, message } of 'problems' in content
    ? content.problems
    : []) {
    const [, name = field, place = ''] = /^(\w+)(.*)$/.exec(field) ?? [];
    tell(`${ANNOTATION_OF[name] ?? name}${place}: ${message}`);
  }
  return written;
}

/** Ids under which servers and hubs know the model. */
function sourceIdsOf({ modelId, source }: ModelDeclaration): string[] {
  const parsed = source === null ? null : parseModelSource(source);
  const ids = [
    modelId !== null && !ENTITY_REF.test(modelId) ? modelId : null,
    parsed && 'source' in parsed && parsed.source.kind === 'hugging-face'
      ? parsed.id
      : null,
  ];
  return [...new Set(ids.filter(id => id !== null))];
}

/**
 * Reads what a catalog entity declares as a model with at most one version. One wrong value makes the whole declaration invalid, so that
 * nothing is registered by half.
 */
export function readDeclaration(
  declaration: ModelDeclaration,
): ReadDeclaration {
  const problems: string[] = [];
  const tell = (problem: string) => void problems.push(problem);
  const { model, registry, links } = declaration;
  for (const { field, message } of findModelRefProblems(model)) {
    tell(`${field}: ${message}`);
  }
  if (registry !== null && registry.name === null) {
    tell(
      'inference-portal/registry: write <registry>/<model> or <registry>/<namespace>/<model>',
    );
  }
  const version = readVersion(declaration, tell);
  if (problems.length > 0) {
    return { status: 'invalid', problems };
  }
  const homepage = links.find(link => findHomepageProblem(link) === null);
  return {
    status: 'valid',
    imported: {
      ref: model,
      description: {
        owner: declaration.owner,
        ...(declaration.title !== null && { title: declaration.title }),
        ...(declaration.description !== null && {
          description: declaration.description,
        }),
        ...(homepage !== undefined && { homepage }),
        tags: [...declaration.tags],
        sourceIds: sourceIdsOf(declaration),
      },
      versions: version === null ? [] : [version],
      aliases: [],
      retired: [],
      problems: [],
    },
  };
}
