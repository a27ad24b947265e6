import type { LabelSelector } from '../workloadTypes';

/** Decides about a set of labels. */
export type LabelMatcher = (
  labels: Readonly<Record<string, string>> | undefined,
) => boolean;

/** A selector text that cannot be read; the message says where. */
export class SelectorSyntaxError extends Error {}

const NAME = '[A-Za-z0-9]([-A-Za-z0-9_./]*[A-Za-z0-9])?';
const VALUE = '(?:[A-Za-z0-9](?:[-A-Za-z0-9_.]*[A-Za-z0-9])?)?';
const SET_BASED = new RegExp(`^(${NAME})\\s+(in|notin)\\s*\\(([^()]*)\\)$`);
const EQUALITY = new RegExp(`^(${NAME})\\s*(==|=|!=|>|<)\\s*(${VALUE})$`);
const EXISTENCE = new RegExp(`^(!?)\\s*(${NAME})$`);

/** Reads the `labelSelector` query parameter: `a=b,c!=d,e in (f, g),h notin (i),j,!k`. */
export function parseLabelSelector(text: string): LabelMatcher {
  const requirements = splitRequirements(text).map(parseRequirement);
  return labels => requirements.every(matches => matches(labels));
}

/** Reads a LabelSelector object. An absent one matches nothing, an empty one everything. */
export function labelSelectorMatcher(
  selector: LabelSelector | undefined,
): LabelMatcher {
  if (!selector) return () => false;
  const requirements: LabelMatcher[] = [];
  for (const [key, value] of Object.entries(selector.matchLabels ?? {})) {
    requirements.push(labels => labels?.[key] === value);
  }
  for (const { key, operator, values } of selector.matchExpressions ?? []) {
    requirements.push(expression(key, operator, values ?? []));
  }
  return labels => requirements.every(matches => matches(labels));
}

/** A LabelSelector as the text of the query parameter, for `status.selector` of a Scale. */
export function labelSelectorText(selector: LabelSelector | undefined): string {
  const parts = Object.entries(selector?.matchLabels ?? {}).map(
    ([key, value]) => `${key}=${value}`,
  );
  for (const { key, operator, values } of selector?.matchExpressions ?? []) {
    if (operator === 'Exists') parts.push(key);
    else if (operator === 'DoesNotExist') parts.push(`!${key}`);
    else parts.push(`${key} ${operator.toLowerCase()} (${values?.join(',')})`);
  }
  return parts.join(',');
}

function expression(
  key: string,
  operator: string,
  values: readonly string[],
): LabelMatcher {
  switch (operator) {
    case 'In':
      return labels => values.includes(labels?.[key] ?? '\0');
    case 'NotIn':
      return labels => !values.includes(labels?.[key] ?? '\0');
    case 'Exists':
      return labels => labels?.[key] !== undefined;
    case 'DoesNotExist':
      return labels => labels?.[key] === undefined;
    default:
      throw new SelectorSyntaxError(
        `"${operator}" is not a valid label selector operator`,
      );
  }
}

function parseRequirement(text: string): LabelMatcher {
  const setBased = SET_BASED.exec(text);
  if (setBased) {
    const [, key = '', , operator, list = ''] = setBased;
    const values = list.split(',').map(value => value.trim());
    return expression(key, operator === 'in' ? 'In' : 'NotIn', values);
  }
  const equality = EQUALITY.exec(text);
  if (equality) {
    const [, key = '', , operator, value = ''] = equality;
    return equalityMatcher(key, operator ?? '=', value);
  }
  const existence = EXISTENCE.exec(text);
  if (existence) {
    const [, negation, key = ''] = existence;
    return expression(key, negation ? 'DoesNotExist' : 'Exists', []);
  }
  throw new SelectorSyntaxError(
    `unable to parse requirement: "${text}" is neither key, key=value, key!=value, key in (…) nor key notin (…)`,
  );
}

function equalityMatcher(
  key: string,
  operator: string,
  value: string,
): LabelMatcher {
  switch (operator) {
    case '!=':
      return labels => labels?.[key] !== value;
    case '>':
      return labels => Number(labels?.[key]) > Number(value);
    case '<':
      return labels => Number(labels?.[key]) < Number(value);
    default:
      return labels => labels?.[key] === value;
  }
}

/** Splits at commas outside of parentheses. */
function splitRequirements(text: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let current = '';
  for (const character of text) {
    if (character === '(') depth += 1;
    if (character === ')') depth -= 1;
    if (character === ',' && depth === 0) {
      parts.push(current);
      current = '';
    } else {
      current += character;
    }
  }
  parts.push(current);
  const trimmed = parts.map(part => part.trim());
  return trimmed.length === 1 && trimmed[0] === '' ? [] : trimmed;
}
