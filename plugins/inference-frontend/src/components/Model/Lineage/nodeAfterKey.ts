import type { DrawnLineage } from './collapseLineage';
import { NODE_WIDTH, type Place } from './layoutLineage';

function nearest(
  ids: readonly string[],
  places: ReadonlyMap<string, Place>,
  distance: (place: Place) => number,
): string | undefined {
  let best: { id: string; distance: number } | undefined;
  for (const id of ids) {
    const place = places.get(id);
    const away = place === undefined ? Infinity : distance(place);
    if (away >= 0 && away < (best?.distance ?? Infinity)) {
      best = { id, distance: away };
    }
  }
  return best?.id;
}

/**
 * The node that a key leads to: left along an edge to what the node was made from, right to what was made from it, up and
 * down within the column. Undefined when there is none or the key means nothing.
 */
export function nodeAfterKey(
  key: string,
  current: string,
  drawn: DrawnLineage,
  places: ReadonlyMap<string, Place>,
): string | undefined {
  const here = places.get(current);
  if (here === undefined) {
    return undefined;
  }
  const beside = (place: Place) => Math.abs(place.y - here.y);
  const column = drawn.nodes
    .map(({ id }) => id)
    .filter(id => {
      const place = places.get(id);
      return (
        id !== current &&
        place !== undefined &&
        Math.abs(place.x - here.x) < NODE_WIDTH / 2
      );
    });
  switch (key) {
    case 'ArrowLeft':
      return nearest(
        drawn.edges.filter(e => e.from === current).map(e => e.to),
        places,
        beside,
      );
    case 'ArrowRight':
      return nearest(
        drawn.edges.filter(e => e.to === current).map(e => e.from),
        places,
        beside,
      );
    case 'ArrowDown':
      return nearest(column, places, place => place.y - here.y);
    case 'ArrowUp':
      return nearest(column, places, place => here.y - place.y);
    default:
      return undefined;
  }
}
