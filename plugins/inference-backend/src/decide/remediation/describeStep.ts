import type {
  RemediationFieldChange,
  RemediationStep as ShownStep,
} from '@inference-portal/plugin-inference-common';
import type { Json, JsonObject } from '@inference-portal/plugin-inference-node';
import type { RemediationStep } from './remediationPlan';

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function textOf(value: Json | undefined): string | null {
  if (value === undefined || value === null) {
    return null;
  }
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** Names with dots or slashes, as those of annotations, stand in brackets. */
function joined(path: string, name: string): string {
  if (/[./]/.test(name)) {
    return `${path}[${name}]`;
  }
  return path === '' ? name : `${path}.${name}`;
}

function changesOf(
  patch: JsonObject,
  before: Json | undefined,
  path: string,
): RemediationFieldChange[] {
  const known = isObject(before) ? before : {};
  return Object.entries(patch).flatMap(([name, value]) => {
    const field = joined(path, name);
    return isObject(value)
      ? changesOf(value, known[name], field)
      : [{ field, before: textOf(known[name]), after: textOf(value) }];
  });
}

/** A step as people are shown it: every field with what it was and what it will be. */
export function describeStep({
  ref,
  summary,
  patch,
  before,
}: RemediationStep): ShownStep {
  const { group, version, kind, namespace, name } = ref;
  return {
    summary,
    object: { group, version, kind, namespace, name },
    changes: changesOf(patch, before, ''),
  };
}
