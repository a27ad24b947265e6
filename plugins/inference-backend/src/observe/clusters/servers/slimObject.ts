import type {
  Json,
  JsonObject,
  KubernetesObject,
} from '@inference-portal/plugin-inference-node';
import { createHash } from 'node:crypto';
import { at, fieldsOf, isFields, jsonObjectOf } from '../adapters/fields';
import { redactSecrets } from './redaction';

/** A text longer than this, in characters, is not kept: no setting of a server is. */
export const MAX_TEXT_LENGTH = 65_536;
const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';

/** An object without what is large, noisy or secret. */
export interface SlimObject {
  readonly object: JsonObject;
  readonly warnings: readonly string[];
}

function sizeOf(length: number): string {
  return length >= 1_048_576
    ? `${(length / 1_048_576).toFixed(1)} MiB`
    : `${Math.ceil(length / 1024)} KiB`;
}

/** Cuts long texts; a digest stands for each, so that a change of it is still a change. */
function shorten(value: Json, path: string, warnings: string[]): Json {
  if (typeof value === 'string') {
    if (value.length <= MAX_TEXT_LENGTH) {
      return value;
    }
    warnings.push(`${path} of ${sizeOf(value.length)} is not kept`);
    const digest = createHash('sha256').update(value).digest('hex');
    return `[${sizeOf(value.length)} omitted, sha256 ${digest}]`;
  }
  if (Array.isArray(value)) {
    return value.map((item, index) =>
      shorten(item, `${path}[${index}]`, warnings),
    );
  }
  if (typeof value === 'object' && value !== null) {
    return shortenFields(value, path, warnings);
  }
  return value;
}

function shortenFields(
  value: JsonObject,
  path: string,
  warnings: string[],
): JsonObject {
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => name !== LAST_APPLIED)
      .map(([name, field]) => [
        name,
        shorten(field, path === '' ? name : `${path}.${name}`, warnings),
      ]),
  );
}

function smallAnnotations(
  annotations: unknown,
  warnings: string[],
): { readonly [name: string]: unknown } {
  const kept = Object.entries(fieldsOf(annotations)).filter(([name, value]) => {
    if (name === LAST_APPLIED) {
      return false;
    }
    if (typeof value === 'string' && value.length > MAX_TEXT_LENGTH) {
      warnings.push(
        `The annotation ${name} of ${sizeOf(value.length)} is not kept`,
      );
      return false;
    }
    return true;
  });
  return Object.fromEntries(kept);
}

/**
 * The fields of an object that servers are derived from: no managedFields, no last-applied configuration, no text over
 * {@link MAX_TEXT_LENGTH} and no literal secrets. `only` limits it to some of its top-level fields beside the metadata.
 */
export function slimObject(
  object: KubernetesObject,
  only?: ReadonlySet<string>,
): SlimObject {
  const warnings: string[] = [];
  const metadata = fieldsOf(at(object, 'metadata'));
  const rest = Object.entries(fieldsOf(object)).filter(
    ([name]) => name !== 'metadata' && (only === undefined || only.has(name)),
  );
  const kept = jsonObjectOf({
    ...Object.fromEntries(rest),
    metadata: {
      ...Object.fromEntries(
        Object.entries(metadata).filter(([name]) => name !== 'managedFields'),
      ),
      ...(isFields(metadata.annotations)
        ? { annotations: smallAnnotations(metadata.annotations, warnings) }
        : {}),
    },
  });
  return { object: redactSecrets(shortenFields(kept, '', warnings)), warnings };
}
