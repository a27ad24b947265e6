import { isMap, isScalar, isSeq, type Document, type YAMLMap } from 'yaml';
import { CannotEdit, type ManifestText, type TextEdit } from './ManifestText';
import { editNode } from './editNode';
import type { ValueChange } from './valueChanges';

/** An image reference in its parts. */
export interface ImageParts {
  readonly repository: string;
  readonly tag: string | null;
  readonly digest: string | null;
}

/** Takes `registry:5000/team/image:tag@sha256:…` apart. */
export function imageParts(reference: string): ImageParts {
  const [name = '', digest = null] = reference.split('@');
  const colon = name.lastIndexOf(':');
  const isTag = colon > name.lastIndexOf('/');
  return {
    repository: isTag ? name.slice(0, colon) : name,
    tag: isTag ? name.slice(colon + 1) : null,
    digest,
  };
}

/** True for the files that Kustomize begins with. */
export function isKustomization(path: string): boolean {
  return /(?:^|\/)(?:kustomization\.ya?ml|Kustomization)$/.test(path);
}

/** The entry of `images:` that turns an image; null when none does. */
export function findImageEntry(
  document: Document,
  repository: string,
): YAMLMap | null {
  const images = isMap(document.contents)
    ? document.contents.get('images', true)
    : undefined;
  const entry = isSeq(images)
    ? images.items.find(item => isMap(item) && item.get('name') === repository)
    : undefined;
  return isMap(entry) ? entry : null;
}

function textAt(entry: YAMLMap, name: string): string | null {
  const node = entry.get(name, true);
  return isScalar(node) ? String(node.value) : null;
}

/** What an entry says otherwise, for another image, and the edits for it. Throws {@link CannotEdit}. */
export function editImageEntry(
  source: ManifestText,
  entry: YAMLMap,
  before: ImageParts,
  after: ImageParts,
): { readonly edits: readonly TextEdit[]; readonly change: ValueChange } {
  const field = textAt(entry, 'digest') === null ? 'newTag' : 'digest';
  const [from, to, other] =
    field === 'newTag'
      ? [before.tag, after.tag, before.digest ?? after.digest]
      : [before.digest, after.digest, before.tag ?? after.tag];
  const shown = textAt(entry, 'newName') ?? textAt(entry, 'name');
  const isPlain =
    other === null &&
    to !== null &&
    from !== null &&
    shown === before.repository &&
    shown === after.repository &&
    textAt(entry, field) === from;
  if (!isPlain) {
    throw new CannotEdit(
      'images: of the kustomization names the image otherwise than the cluster does',
    );
  }
  const name = textAt(entry, 'name') ?? '';
  return {
    edits: editNode(source, entry.get(field, true), from, to, !!entry.flow),
    change: { path: ['images', { name }, field], before: from, after: to },
  };
}
