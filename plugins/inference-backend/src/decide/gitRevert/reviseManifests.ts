import type { Json } from '@inference-portal/plugin-inference-node';
import {
  editImageEntry,
  findImageEntry,
  imageParts,
  isKustomization,
} from './kustomizeImages';
import {
  editsAt,
  isOf,
  jsonAt,
  placesOf,
  says,
  type GitFile,
  type ManifestName,
  type Place,
  type RevisedFile,
} from './manifestPlaces';
import { applyEdits, CannotEdit, type TextEdit } from './ManifestText';
import {
  describePath,
  isJsonObject,
  saysTheSame,
  type ValueChange,
  type ValueStep,
} from './valueChanges';

/** The revised files, or why there are none: a whole sentence. */
export type Revised =
  | { readonly files: readonly RevisedFile[] }
  | { readonly problem: string };

interface PlacedEdit {
  readonly place: Place;
  readonly edits: readonly TextEdit[];
  /** What the document says otherwise afterwards. */
  readonly change: ValueChange;
}

/** The one place where a kustomization turns the image; null when none does. */
function kustomized(
  change: ValueChange,
  manifests: readonly Place[],
  all: readonly Place[],
): PlacedEdit | null {
  const { after, before, path } = change;
  if (
    path.at(-1) !== 'image' ||
    typeof before !== 'string' ||
    typeof after !== 'string'
  ) {
    return null;
  }
  const repositories = new Set(
    manifests.flatMap(place => {
      const image = jsonAt(place, path);
      return typeof image === 'string' ? [imageParts(image).repository] : [];
    }),
  );
  const found = all.flatMap(place =>
    isKustomization(place.path)
      ? [...repositories].flatMap(repository => {
          const entry = findImageEntry(place.document, repository);
          return entry === null ? [] : [{ place, entry }];
        })
      : [],
  );
  const [one] = found;
  if (found.length > 1) {
    throw new CannotEdit('several kustomizations name that image');
  }
  if (one === undefined) {
    return null;
  }
  const { entry, place } = one;
  return {
    place,
    ...editImageEntry(
      place.source,
      entry,
      imageParts(before),
      imageParts(after),
    ),
  };
}

function placeChange(
  change: ValueChange,
  manifests: readonly Place[],
  all: readonly Place[],
): PlacedEdit {
  const byKustomize = kustomized(change, manifests, all);
  if (byKustomize !== null) {
    return byKustomize;
  }
  const [place, ...others] = manifests.filter(one => says(one, change));
  if (place === undefined) {
    throw new CannotEdit('Git does not say there what the cluster runs');
  }
  if (others.length > 0) {
    throw new CannotEdit(
      `${[place, ...others].map(({ path }) => path).join(' and ')} say it both`,
    );
  }
  return { place, edits: editsAt(place, change), change };
}

function withChange(
  value: Json | undefined,
  path: readonly ValueStep[],
  after: Json | undefined,
): Json | undefined {
  const [step, ...rest] = path;
  if (step === undefined) {
    return after;
  }
  if (typeof step === 'string') {
    const object = isJsonObject(value) ? value : {};
    const next = withChange(object[step], rest, after);
    return Object.fromEntries(
      Object.entries({ ...object, [step]: next }).filter(
        (entry): entry is [string, Json] => entry[1] !== undefined,
      ),
    );
  }
  return Array.isArray(value)
    ? value.map(item =>
        isJsonObject(item) && item.name === step.name
          ? withChange(item, rest, after) ?? null
          : item,
      )
    : value;
}

/** Reads the result again: it says what is wanted, and nothing else has changed. */
function isRight(file: RevisedFile, placed: readonly PlacedEdit[]): boolean {
  const documents = placesOf([{ path: file.path, text: file.after }]);
  const before = placesOf([{ path: file.path, text: file.before }]);
  return (
    documents.length === before.length &&
    documents.every((place, index) => {
      const old = before[index];
      const here = placed.filter(one => one.place.index === index);
      if (old === undefined) {
        return false;
      }
      const wanted = here.reduce<Json | undefined>(
        (value, { change: { after, path } }) => withChange(value, path, after),
        jsonAt(old, []),
      );
      const got = jsonAt(place, []);
      return (
        (got === undefined && wanted === undefined) ||
        (saysTheSame(got, wanted) && saysTheSame(wanted, got))
      );
    })
  );
}

/** Edits manifests so that an object has what changes say. Comments, order and everything else stay as they are, byte by byte. */
export function reviseManifests(
  files: readonly GitFile[],
  wanted: ManifestName,
  changes: readonly ValueChange[],
): Revised {
  const all = placesOf(files);
  const manifests = all.filter(({ document }) => isOf(document, wanted));
  if (manifests.length === 0) {
    return {
      problem: `No manifest of ${wanted.kind} ${wanted.namespace}/${wanted.name} stands there as plain YAML; a chart or a generator may make it.`,
    };
  }
  const placed: PlacedEdit[] = [];
  for (const change of changes) {
    try {
      placed.push(placeChange(change, manifests, all));
    } catch (error) {
      if (!(error instanceof CannotEdit)) {
        throw error;
      }
      return {
        problem: `${describePath(change.path)} cannot be changed: ${
          error.message
        }.`,
      };
    }
  }
  const paths = [...new Set(placed.map(({ place }) => place.path))].sort();
  const revised: RevisedFile[] = [];
  for (const path of paths) {
    const here = placed.filter(({ place }) => place.path === path);
    const before = here[0]?.place.source.text ?? '';
    const edits = here.flatMap(one => one.edits);
    try {
      const file = { path, before, after: applyEdits(before, edits) };
      if (!isRight(file, here)) {
        throw new CannotEdit('the edited file would say something else');
      }
      revised.push(file);
    } catch (error) {
      if (!(error instanceof CannotEdit)) {
        throw error;
      }
      return { problem: `${path} cannot be changed: ${error.message}.` };
    }
  }
  return { files: revised };
}
