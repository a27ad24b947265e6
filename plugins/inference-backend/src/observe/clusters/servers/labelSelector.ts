import { at, itemsOf, textMapOf, textOf } from '../adapters/fields';

/** Labels by name. */
export type Labels = { readonly [name: string]: string };

function holds(expression: unknown, labels: Labels): boolean {
  const key = textOf(at(expression, 'key')) ?? '';
  const values = itemsOf(at(expression, 'values'));
  const value = labels[key];
  switch (textOf(at(expression, 'operator'))) {
    case 'In':
      return value !== undefined && values.includes(value);
    case 'NotIn':
      return value === undefined || !values.includes(value);
    case 'Exists':
      return value !== undefined;
    case 'DoesNotExist':
      return value === undefined;
    default:
      return false;
  }
}

/** Whether a selector of labels takes pods with these; an empty one takes all, and none at all takes nothing. */
export function selects(selector: unknown, labels: Labels): boolean {
  return (
    typeof selector === 'object' &&
    selector !== null &&
    Object.entries(textMapOf(at(selector, 'matchLabels'))).every(
      ([name, value]) => labels[name] === value,
    ) &&
    itemsOf(at(selector, 'matchExpressions')).every(one => holds(one, labels))
  );
}
