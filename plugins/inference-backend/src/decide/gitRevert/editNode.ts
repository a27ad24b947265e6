import type { Json, JsonObject } from '@inference-portal/plugin-inference-node';
import {
  isMap,
  isScalar,
  isSeq,
  stringify,
  type Pair,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';
import {
  CannotEdit,
  rangeOf,
  type ManifestText,
  type TextEdit,
} from './ManifestText';
import { renderScalar } from './renderScalar';
import { describePath, isJsonObject, valueChanges } from './valueChanges';

function lastOf(pairOrItem: unknown, fallback: unknown): number {
  try {
    return rangeOf(pairOrItem)[1];
  } catch {
    return rangeOf(fallback)[1];
  }
}

function endOfPair({ key, value }: Pair): number {
  return lastOf(value, key);
}

function columnOf(source: ManifestText, offset: number): number {
  return offset - source.lineStart(offset);
}

/** Adds a field behind the last one of a map. */
export function addField(
  source: ManifestText,
  map: YAMLMap,
  name: string,
  value: Json,
): TextEdit {
  const [first] = map.items;
  const last = map.items.at(-1);
  if (map.flow || first === undefined || last === undefined) {
    throw new CannotEdit(`${name} would have to be added between braces`);
  }
  return source.insert(
    source.lineAfter(endOfPair(last)),
    stringify({ [name]: value }, { lineWidth: 0 }),
    columnOf(source, rangeOf(first.key)[0]),
  );
}

/** Takes a field away, with the lines that it stands on. */
export function removeField(
  source: ManifestText,
  map: YAMLMap,
  name: string,
): TextEdit {
  const pair = map.items.find(
    ({ key }) => isScalar(key) && String(key.value) === name,
  );
  if (map.flow || pair === undefined || map.items.length === 1) {
    throw new CannotEdit(`${name} does not stand on lines of its own`);
  }
  const [key] = rangeOf(pair.key);
  const start = source.lineStart(key);
  if (source.text.slice(start, key).trim() !== '') {
    throw new CannotEdit(`${name} begins the item of a list`);
  }
  return { start, end: source.lineAfter(endOfPair(pair)), text: '' };
}

function keyOf(item: Json): string {
  return isJsonObject(item) && typeof item.name === 'string'
    ? `name ${item.name}`
    : JSON.stringify(item);
}

/** Pairs of indices of what two lists share, in order: the longest there are. */
function sharedItems(
  from: readonly string[],
  to: readonly string[],
): readonly (readonly [number, number])[] {
  const width = to.length + 1;
  const lengths = new Array<number>((from.length + 1) * width).fill(0);
  const at = (row: number, column: number) =>
    lengths[row * width + column] ?? 0;
  for (let row = from.length - 1; row >= 0; row -= 1) {
    for (let column = to.length - 1; column >= 0; column -= 1) {
      lengths[row * width + column] =
        from[row] === to[column]
          ? at(row + 1, column + 1) + 1
          : Math.max(at(row + 1, column), at(row, column + 1));
    }
  }
  const shared: (readonly [number, number])[] = [];
  let [row, column] = [0, 0];
  while (row < from.length && column < to.length) {
    if (from[row] === to[column]) {
      shared.push([row, column]);
      row += 1;
      column += 1;
    } else if (at(row + 1, column) >= at(row, column + 1)) {
      row += 1;
    } else {
      column += 1;
    }
  }
  return shared;
}

/** Start of the line of a list's item, and how far it is indented; the item must begin its line. */
function itemPlace(source: ManifestText, item: unknown) {
  const [begin] = rangeOf(item);
  const start = source.lineStart(begin);
  const indent = /^( *)- +$/.exec(source.text.slice(start, begin))?.[1];
  if (indent === undefined) {
    throw new CannotEdit('an item of the list does not begin its own line');
  }
  return { start, indent: indent.length };
}

function editItems(
  source: ManifestText,
  list: YAMLSeq,
  before: readonly Json[],
  after: readonly Json[],
): readonly TextEdit[] {
  const { items } = list;
  const isEven =
    before.length === after.length &&
    before.every(item => !isJsonObject(item)) &&
    items.length === before.length;
  if (isEven) {
    return items.flatMap((item, index) =>
      editNode(source, item, before[index], after[index], !!list.flow),
    );
  }
  if (list.flow || items.length !== before.length || after.length === 0) {
    throw new CannotEdit(
      'the list gains or loses items and is not one of lines',
    );
  }
  const shared = sharedItems(before.map(keyOf), after.map(keyOf));
  const keptFrom = new Set(shared.map(([from]) => from));
  const fromOf = new Map(shared.map(([from, to]) => [to, from]));
  const places = items.map(item => itemPlace(source, item));
  const indent = places[0]?.indent ?? 0;
  const removed = items.flatMap((item, index): TextEdit[] =>
    keptFrom.has(index)
      ? []
      : [
          {
            start: places[index]?.start ?? 0,
            end: source.lineAfter(rangeOf(item)[1]),
            text: '',
          },
        ],
  );
  const changed = shared.flatMap(([from, to]) =>
    editNode(source, items[from], before[from], after[to]),
  );
  // New items stand behind the last kept one before them.
  const added: TextEdit[] = [];
  let offset = places[0]?.start ?? 0;
  for (const [index, item] of after.entries()) {
    const from = fromOf.get(index);
    if (from === undefined) {
      const lines = stringify([item], { lineWidth: 0 });
      added.push(source.insert(offset, lines, indent));
    } else {
      offset = source.lineAfter(rangeOf(items[from])[1]);
    }
  }
  return [...removed, ...changed, ...added];
}

function editFields(
  source: ManifestText,
  map: YAMLMap,
  before: JsonObject,
  after: JsonObject,
): readonly TextEdit[] {
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...names].flatMap(name => {
    const [from, to] = [before[name], after[name]];
    if (from !== undefined && to !== undefined) {
      const isSame = valueChanges(from, to).length === 0;
      return isSame ? [] : editNode(source, map.get(name, true), from, to);
    }
    return to === undefined
      ? [removeField(source, map, name)]
      : [addField(source, map, name, to)];
  });
}

/** The edits that make `after` of a node that says `before`. Throws {@link CannotEdit}. */
export function editNode(
  source: ManifestText,
  node: unknown,
  before: Json | undefined,
  after: Json | undefined,
  inFlow: boolean = false,
): readonly TextEdit[] {
  const changes = valueChanges(before, after);
  if (changes.length === 0) {
    return [];
  }
  if (isScalar(node) && after !== undefined) {
    const [start, end] = rangeOf(node);
    const style = { value: node.value, type: node.type, inFlow };
    const text = renderScalar(after, style);
    const isBlock =
      node.type === 'BLOCK_LITERAL' || node.type === 'BLOCK_FOLDED';
    if (text === null || isBlock) {
      throw new CannotEdit('a text of several lines, or no text, stands there');
    }
    return [{ start, end, text }];
  }
  if (isSeq(node) && Array.isArray(before) && Array.isArray(after)) {
    return editItems(source, node, before, after);
  }
  if (isMap(node) && isJsonObject(before) && isJsonObject(after)) {
    return editFields(source, node, before, after);
  }
  throw new CannotEdit(
    `${describePath(changes[0]?.path ?? []) || 'it'} is of another type in Git`,
  );
}
