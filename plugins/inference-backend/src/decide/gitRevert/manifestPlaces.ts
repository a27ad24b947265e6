import type { Json } from '@inference-portal/plugin-inference-node';
import { isMap, isNode, isSeq, parseAllDocuments, type Document } from 'yaml';
import { addField, editNode, removeField } from './editNode';
import { CannotEdit, ManifestText, type TextEdit } from './ManifestText';
import { saysTheSame, type ValueChange, type ValueStep } from './valueChanges';

/** A file of a repository; the path is from the repository's root. */
export interface GitFile {
  readonly path: string;
  readonly text: string;
}

/** A file that is to read otherwise. */
export interface RevisedFile {
  readonly path: string;
  readonly before: string;
  readonly after: string;
}

/** Which object a manifest describes. */
export interface ManifestName {
  readonly group: string;
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
}

/** A document of a file. */
export interface Place {
  readonly path: string;
  readonly source: ManifestText;
  readonly document: Document;
  /** Which document of the file it is. */
  readonly index: number;
}

/** All documents of the files that are YAML; templates of Helm and broken files are none. */
export function placesOf(files: readonly GitFile[]): readonly Place[] {
  return files.flatMap(({ path, text }) => {
    const documents = parseAllDocuments(text);
    return Array.isArray(documents) &&
      documents.every(({ errors }) => errors.length === 0)
      ? documents.map((document, index) => ({
          path,
          source: new ManifestText(text),
          document,
          index,
        }))
      : [];
  });
}

/** Whether a document is the manifest of an object. */
export function isOf(document: Document, wanted: ManifestName): boolean {
  const [version, kind, name, namespace] = [
    ['apiVersion'],
    ['kind'],
    ['metadata', 'name'],
    ['metadata', 'namespace'],
  ].map(path =>
    isMap(document.contents) ? document.contents.getIn(path) : undefined,
  );
  const group =
    typeof version === 'string' && version.includes('/')
      ? version.split('/')[0]
      : '';
  return (
    group === wanted.group &&
    kind === wanted.kind &&
    name === wanted.name &&
    // Kustomize and the controllers fill in what is missing.
    (namespace ?? wanted.namespace) === wanted.namespace
  );
}

/** The node of a document at a path; undefined where there is none. */
function nodeAt(start: unknown, path: readonly ValueStep[]): unknown {
  let node = start;
  for (const step of path) {
    if (typeof step === 'string') {
      node = isMap(node) ? node.get(step, true) : undefined;
    } else {
      node = isSeq(node)
        ? node.items.find(item => isMap(item) && item.get('name') === step.name)
        : undefined;
    }
  }
  return node;
}

/** What a document says; undefined where it says nothing. */
export function jsonAt(
  { document }: Place,
  path: readonly ValueStep[],
): Json | undefined {
  const node = nodeAt(document.contents, path);
  // YAML knows dates and the like; Kubernetes reads JSON.
  return isNode(node)
    ? JSON.parse(JSON.stringify(node.toJS(document) ?? null))
    : undefined;
}

/** Whether a document says what a change begins with. */
export function says(place: Place, { before, path }: ValueChange): boolean {
  if (before !== undefined) {
    return saysTheSame(jsonAt(place, path), before);
  }
  return (
    isMap(nodeAt(place.document.contents, path.slice(0, -1))) &&
    jsonAt(place, path) === undefined
  );
}

/** The edits that make a change where it is said. Throws {@link CannotEdit}. */
export function editsAt(
  { document, source }: Place,
  { after, before, path }: ValueChange,
): readonly TextEdit[] {
  const name = path.at(-1);
  const parent = nodeAt(document.contents, path.slice(0, -1));
  if (before !== undefined && after !== undefined) {
    const isFlow = (isMap(parent) || isSeq(parent)) && !!parent.flow;
    return editNode(
      source,
      nodeAt(document.contents, path),
      before,
      after,
      isFlow,
    );
  }
  if (!isMap(parent) || typeof name !== 'string') {
    throw new CannotEdit('it does not stand in a map');
  }
  return after === undefined
    ? [removeField(source, parent, name)]
    : [addField(source, parent, name, after)];
}
