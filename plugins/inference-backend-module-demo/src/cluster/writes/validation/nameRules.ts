import type { Cause } from '../../ApiError';
import { isJsonObject, type Json, type JsonObject } from '../../objects';

const SUBDOMAIN =
  /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const DNS_LABEL = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;
const DNS_LABEL_LETTER = /^[a-z]([-a-z0-9]*[a-z0-9])?$/;
const PATH_SEGMENT = /^(?!\.{1,2}$)[^/%]+$/;
const LABEL_VALUE = /^(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?$/;
const QUALIFIED_NAME = /^([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$/;
const MAX_ANNOTATIONS_BYTES = 256 * 1024;

const SUBDOMAIN_RULE =
  "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')";
const LABEL_RULE =
  "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')";
const LABEL_VALUE_RULE =
  "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')";

/** Kinds whose names are one DNS label, or start with a letter, or are only a path segment. */
const RULE_OF_KIND: Readonly<Record<string, 'label' | 'letter' | 'path'>> = {
  Namespace: 'label',
  Service: 'letter',
  Role: 'path',
  RoleBinding: 'path',
  ClusterRole: 'path',
  ClusterRoleBinding: 'path',
};

/** A cause for a value that breaks a rule. */
export function invalidValue(
  field: string,
  value: unknown,
  rule: string,
): Cause {
  const text =
    typeof value === 'string' || typeof value === 'object'
      ? JSON.stringify(value)
      : String(value);
  return {
    reason: 'FieldValueInvalid',
    message: `Invalid value: ${text}: ${rule}`,
    field,
  };
}

/** A cause for a value that is none of those that there are. */
export function unsupportedValue(
  field: string,
  value: unknown,
  supported: readonly string[],
): Cause {
  const list = supported.map(each => `"${each}"`).join(', ');
  return {
    reason: 'FieldValueNotSupported',
    message: `Unsupported value: ${JSON.stringify(
      value,
    )}: supported values: ${list}`,
    field,
  };
}

/** A cause for a value that is missing. */
export function requiredValue(field: string, why = ''): Cause {
  return {
    reason: 'FieldValueRequired',
    message: why ? `Required value: ${why}` : 'Required value',
    field,
  };
}

/** Checks the name of an object of a kind. */
export function nameCauses(kind: string, name: string): Cause[] {
  const field = 'metadata.name';
  if (name === '')
    return [requiredValue(field, 'name or generateName is required')];
  if (name.length > 253) {
    return [invalidValue(field, name, 'must be no more than 253 characters')];
  }
  switch (RULE_OF_KIND[kind]) {
    case 'path':
      return PATH_SEGMENT.test(name)
        ? []
        : [invalidValue(field, name, "may not contain '/' or '%'")];
    case 'label':
    case 'letter': {
      if (name.length > 63) {
        return [
          invalidValue(field, name, 'must be no more than 63 characters'),
        ];
      }
      const pattern =
        RULE_OF_KIND[kind] === 'label' ? DNS_LABEL : DNS_LABEL_LETTER;
      return pattern.test(name) ? [] : [invalidValue(field, name, LABEL_RULE)];
    }
    default:
      return SUBDOMAIN.test(name)
        ? []
        : [invalidValue(field, name, SUBDOMAIN_RULE)];
  }
}

/** Checks labels and annotations of metadata at `path`. */
export function metadataCauses(metadata: JsonObject, path: string): Cause[] {
  const causes: Cause[] = [];
  for (const [key, value] of entries(metadata.labels)) {
    causes.push(...keyCauses(`${path}.labels`, key));
    const text = typeof value === 'string' ? value : String(value);
    if (text.length > 63) {
      causes.push(
        invalidValue(
          `${path}.labels`,
          text,
          'must be no more than 63 characters',
        ),
      );
    } else if (!LABEL_VALUE.test(text)) {
      causes.push(invalidValue(`${path}.labels`, text, LABEL_VALUE_RULE));
    }
  }
  let bytes = 0;
  for (const [key, value] of entries(metadata.annotations)) {
    causes.push(...keyCauses(`${path}.annotations`, key));
    bytes += Buffer.byteLength(key) + Buffer.byteLength(String(value));
  }
  if (bytes > MAX_ANNOTATIONS_BYTES) {
    causes.push({
      reason: 'FieldValueTooLong',
      message: `Too long: may not be more than ${MAX_ANNOTATIONS_BYTES} bytes`,
      field: `${path}.annotations`,
    });
  }
  return causes;
}

function keyCauses(field: string, key: string): Cause[] {
  const slash = key.lastIndexOf('/');
  const prefix = slash < 0 ? null : key.slice(0, slash);
  const name = key.slice(slash + 1);
  if (prefix !== null && !SUBDOMAIN.test(prefix)) {
    return [invalidValue(field, key, `prefix part ${SUBDOMAIN_RULE}`)];
  }
  if (name.length > 63 || !QUALIFIED_NAME.test(name)) {
    return [
      invalidValue(
        field,
        key,
        "name part must consist of alphanumeric characters, '-', '_' or '.', must start and end with an alphanumeric character and have no more than 63 characters",
      ),
    ];
  }
  return [];
}

function entries(map: Json | undefined): [string, Json][] {
  return isJsonObject(map) ? Object.entries(map) : [];
}
