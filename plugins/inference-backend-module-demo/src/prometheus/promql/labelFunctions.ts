import type { SelectorExpr } from './ast';
import type { Labels } from './labels';
import { labelsKey, METRIC_NAME } from './labels';
import { anchoredRegex } from './matchers';
import { executionError } from './PromqlError';
import type { VectorElement } from './values';

const LABEL_NAME = /^[a-zA-Z_][a-zA-Z0-9_]*$/;

function set(labels: Labels, name: string, value: string): Labels {
  const result: Record<string, string> = { ...labels };
  if (value === '') delete result[name];
  else result[name] = value;
  return result;
}

function requireUnique(elements: VectorElement[]): VectorElement[] {
  const keys = new Set(elements.map(element => labelsKey(element.labels)));
  if (keys.size !== elements.length) {
    throw executionError(
      'vector cannot contain metrics with the same labelset',
    );
  }
  return elements;
}

/** `label_replace(v, target, replacement, source, regex)`. */
export function labelReplace(
  elements: readonly VectorElement[],
  [target, replacement, source, pattern]: readonly string[],
): VectorElement[] {
  const regex = anchoredRegex(pattern);
  if (!LABEL_NAME.test(target)) {
    throw executionError(
      `invalid destination label name in label_replace(): ${target}`,
    );
  }
  return requireUnique(
    elements.map(element => {
      const match = regex.exec(element.labels[source] ?? '');
      if (!match) return element;
      const value = replacement.replace(
        /\$(?:\$|(\w+)|\{(\w+)\})/g,
        (whole, plain?: string, braced?: string) => {
          if (whole === '$$') return '$';
          const name = plain ?? braced ?? '';
          return (
            (/^\d+$/.test(name) ? match[Number(name)] : match.groups?.[name]) ??
            ''
          );
        },
      );
      return { ...element, labels: set(element.labels, target, value) };
    }),
  );
}

/** `label_join(v, target, separator, source…)`. */
export function labelJoin(
  elements: readonly VectorElement[],
  [target, separator, ...sources]: readonly string[],
): VectorElement[] {
  return requireUnique(
    elements.map(element => ({
      ...element,
      labels: set(
        element.labels,
        target,
        sources.map(source => element.labels[source] ?? '').join(separator),
      ),
    })),
  );
}

/** Labels of what `absent` says is missing: those that the selector fixes with `=`, once each. */
export function absentLabels(selector: SelectorExpr | null): Labels {
  const labels: Record<string, string> = {};
  const seen = new Set<string>();
  for (const { name, op, value } of selector?.matchers ?? []) {
    if (name === METRIC_NAME) continue;
    if (op === '=' && !seen.has(name)) {
      labels[name] = value;
      seen.add(name);
    } else {
      delete labels[name];
    }
  }
  return labels;
}
