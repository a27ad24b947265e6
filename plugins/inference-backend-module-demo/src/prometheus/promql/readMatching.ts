import type { SyntaxNode } from '@lezer/common';
import type { VectorMatching } from './ast';

/** Reads `on (…) group_left (…)`. Without a clause all labels but the name have to be equal. */
export function readMatching(
  clause: SyntaxNode | undefined,
  source: { text(node: SyntaxNode): string },
): VectorMatching {
  let on = false;
  let card: VectorMatching['card'] = 'one-to-one';
  const lists: string[][] = [];
  for (let node = clause?.firstChild ?? null; node; node = node.nextSibling) {
    if (node.name === 'On') on = true;
    if (node.name === 'GroupLeft') card = 'many-to-one';
    if (node.name === 'GroupRight') card = 'one-to-many';
    if (node.name === 'GroupingLabels') {
      lists.push(
        node.getChildren('LabelName').map(label => source.text(label)),
      );
    }
  }
  const [labels = [], include = []] = lists;
  return { on, labels, card, include };
}
