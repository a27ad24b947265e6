import { badRequest } from '../ApiError';
import type { KubeObject } from '../objects';
import { parseFieldSelector, pinnedField } from '../selectors/fieldSelector';
import {
  parseLabelSelector,
  SelectorSyntaxError,
} from '../selectors/labelSelector';
import type { ObjectStore } from '../store/ObjectStore';
import type { StoredVersion } from '../store/StoredVersion';
import type { ResourceRoute } from './routes';

/** Which objects of a kind a list or watch is about. */
export interface Selection {
  /** Null when every object of the kind is meant. */
  readonly matches: ((object: KubeObject) => boolean) | null;
  readonly hasSelectors: boolean;
  /** The present objects, in order. */
  list(store: ObjectStore): StoredVersion[];
}

/** Reads namespace and selectors of a request; 400 when a selector cannot be read. */
export function selectionOf(
  route: ResourceRoute,
  query: URLSearchParams,
): Selection {
  const { definition, namespace } = route;
  const fields = [query.get('fieldSelector') ?? ''];
  if (route.name !== undefined) fields.push(`metadata.name=${route.name}`);
  const fieldText = fields.filter(text => text !== '').join(',');
  const labelText = query.get('labelSelector') ?? '';
  const tests: ((object: KubeObject) => boolean)[] = [];
  try {
    if (labelText !== '') {
      const matchesLabels = parseLabelSelector(labelText);
      tests.push(object => matchesLabels(object.metadata.labels));
    }
    if (fieldText !== '') tests.push(parseFieldSelector(fieldText, definition));
  } catch (error) {
    if (error instanceof SelectorSyntaxError) throw badRequest(error.message);
    throw error;
  }
  const selects = (object: KubeObject) => tests.every(test => test(object));
  const inNamespace = (object: KubeObject) =>
    namespace === undefined || object.metadata.namespace === namespace;
  const everything = tests.length === 0 && namespace === undefined;
  return {
    matches: everything
      ? null
      : object => inNamespace(object) && selects(object),
    hasSelectors: tests.length > 0,
    list: store => {
      const candidates = candidatesOf(route, fieldText, store);
      return tests.length === 0
        ? candidates
        : candidates.filter(
            ({ object }) => inNamespace(object) && selects(object),
          );
    },
  };
}

/** Uses an index where a selector allows it. */
function candidatesOf(
  { definition, namespace }: ResourceRoute,
  fieldText: string,
  store: ObjectStore,
): StoredVersion[] {
  const name = pinnedField(fieldText, 'metadata.name');
  if (
    name !== undefined &&
    (namespace !== undefined || !definition.namespaced)
  ) {
    const found = store.find(definition, namespace ?? '', name);
    return found ? [found] : [];
  }
  const node = pinnedField(fieldText, 'spec.nodeName');
  if (node && definition.builtin && definition.plural === 'pods') {
    return store.listPodsOfNode(node);
  }
  return store.list(definition, namespace);
}
