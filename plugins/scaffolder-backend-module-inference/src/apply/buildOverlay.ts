import { posix } from 'node:path';
import { InputError } from '@backstage/errors';
import { parse, parseAllDocuments } from 'yaml';
import {
  applyOperations,
  isFields,
  mergeFields,
  type Fields,
  type Value,
} from './mergePatches';

/** Reads a file by its path in the folder; undefined when it is not there. */
export type ReadFile = (path: string) => Promise<string | undefined>;

/** Kubernetes reads YAML 1.1, where `on` is a boolean. */
const YAML = { version: '1.1' } as const;
const FILE = 'kustomization.yaml';
/** Fields that are done here; any other would be left out without a word. */
const KNOWN = [
  'apiVersion',
  'kind',
  'namespace',
  'resources',
  'components',
  'patches',
];

const itemsOf = (value: Value | undefined): readonly Value[] =>
  Array.isArray(value) ? value : [];
const textsOf = (value: Value | undefined): readonly string[] =>
  itemsOf(value).filter(item => typeof item === 'string');
const metadataOf = ({ metadata }: Fields) =>
  isFields(metadata) ? metadata : {};

function patched(object: Fields, patch: Value): Fields {
  if (!isFields(patch) || typeof patch.patch !== 'string') {
    throw new Error('each must have a target and a patch');
  }
  const target = isFields(patch.target) ? patch.target : {};
  if (target.kind !== object.kind || target.name !== metadataOf(object).name) {
    return object;
  }
  const change: Value = parse(patch.patch, YAML);
  return isFields(change)
    ? mergeFields(object, change)
    : applyOperations(object, itemsOf(change));
}

class OverlayBuilder {
  readonly #read: ReadFile;

  constructor(read: ReadFile) {
    this.#read = read;
  }

  async build(folder: string): Promise<readonly Fields[]> {
    const layer = await this.#readLayer(folder);
    const found: Fields[] = [];
    for (const resource of textsOf(layer.resources)) {
      const path = posix.join(folder, resource);
      found.push(
        ...(/\.ya?ml$/.test(path)
          ? await this.#readObjects(path)
          : await this.build(path)),
      );
    }
    let objects: readonly Fields[] = found;
    for (const component of textsOf(layer.components)) {
      const path = posix.join(folder, component);
      objects = this.#patch(objects, path, await this.#readLayer(path));
    }
    return this.#patch(objects, folder, layer);
  }

  #patch(
    objects: readonly Fields[],
    folder: string,
    { namespace, patches }: Fields,
  ): readonly Fields[] {
    try {
      return objects
        .map(object => itemsOf(patches).reduce<Fields>(patched, object))
        .map(object =>
          namespace === undefined
            ? object
            : {
                ...object,
                metadata: { ...metadataOf(object), namespace },
              },
        );
    } catch (error) {
      throw new InputError(
        `${folder}/${FILE}: patches: ${
          error instanceof Error ? error.message : String(error)
        }`,
      );
    }
  }

  async #readLayer(folder: string): Promise<Fields> {
    const path = posix.join(folder, FILE);
    const layer: Value = parse(await this.#require(path), YAML);
    const fields = isFields(layer) ? layer : {};
    const unknown = Object.keys(fields).filter(key => !KNOWN.includes(key));
    if (unknown.length > 0) {
      throw new InputError(
        `${path}: ${unknown.join(
          ', ',
        )} is not done by this action: write the manifests out, or let kustomize build and apply them`,
      );
    }
    return fields;
  }

  async #readObjects(path: string): Promise<readonly Fields[]> {
    const documents = parseAllDocuments(await this.#require(path), YAML);
    return documents.flatMap(document => {
      const [error] = document.errors;
      if (error) {
        throw new InputError(`${path} is no YAML: ${error.message}`);
      }
      const object: Value = document.toJS();
      return isFields(object) ? [object] : [];
    });
  }

  async #require(path: string): Promise<string> {
    const text = await this.#read(path);
    if (text === undefined) {
      throw new InputError(
        `There is no ${path} in the folder: run inference:render before, and name the folder that it wrote to`,
      );
    }
    return text;
  }
}

/**
 * The objects that `inference:render` wrote for a cluster: its overlay with components and patches, as kustomize builds it. Throws
 * `InputError` for anything that only kustomize itself could build.
 */
export async function buildOverlay(
  cluster: string,
  read: ReadFile,
): Promise<readonly Fields[]> {
  return new OverlayBuilder(read).build(posix.join('overlays', cluster));
}
