import type { Json, JsonObject } from '@inference-portal/plugin-inference-node';
import {
  isReference,
  REDACTED,
  redactText,
} from '../../../decide/secrets/redactText';
import { isSecretName } from '../../../decide/secrets/secretNames';

export { REDACTED, redactText } from '../../../decide/secrets/redactText';

/** Arguments of a command, in which a secret may be the item after its flag. */
function redactArguments(items: readonly Json[]): Json[] {
  let secretFollows = false;
  return items.map(item => {
    if (typeof item !== 'string') {
      return redactJson(item);
    }
    const [, flag = null, equals = ''] =
      /^(--?[A-Za-z][\w.-]*)(=|$)/.exec(item) ?? [];
    if (flag !== null && (item.startsWith('--') || !secretFollows)) {
      const secret = isSecretName(flag);
      secretFollows = secret && equals === '';
      const value = item.slice(flag.length + 1);
      return secret && equals === '=' && !isReference(value) && value !== ''
        ? `${flag}=${REDACTED}`
        : redactText(item);
    }
    return secretFollows && !isReference(item) ? REDACTED : redactText(item);
  });
}

function redactLiteral(name: string, value: string): string {
  return isSecretName(name) && value !== '' && !isReference(value)
    ? REDACTED
    : redactText(value);
}

/** An environment variable `{name, value}`; `valueFrom` is a reference and stays. */
function redactVariable(variable: Json): Json {
  if (
    typeof variable !== 'object' ||
    variable === null ||
    Array.isArray(variable)
  ) {
    return redactJson(variable);
  }
  const { name, value } = variable;
  return typeof name === 'string' && typeof value === 'string'
    ? { ...redactSecrets(variable), value: redactLiteral(name, value) }
    : redactSecrets(variable);
}

/** Fields of objects that hold variables: `env_vars: {HF_TOKEN: …}`, `env: {…}`, annotations. */
const VARIABLES = /^env|annotations$/i;

function redactField(name: string, value: Json): Json {
  if (Array.isArray(value)) {
    if (name === 'env') {
      return value.map(redactVariable);
    }
    return name === 'args' || name === 'command'
      ? redactArguments(value)
      : value.map(redactJson);
  }
  if (VARIABLES.test(name) && typeof value === 'object' && value !== null) {
    return Object.fromEntries(
      Object.entries(value).map(([variable, literal]) => [
        variable,
        typeof literal === 'string'
          ? redactLiteral(variable, literal)
          : redactField(variable, literal),
      ]),
    );
  }
  return redactJson(value);
}

function redactJson(value: Json): Json {
  if (typeof value === 'string') {
    return redactText(value);
  }
  if (Array.isArray(value)) {
    return value.map(redactJson);
  }
  return typeof value === 'object' && value !== null
    ? redactSecrets(value)
    : value;
}

/** A copy of an object without literal secrets; references such as `valueFrom` stay. */
export function redactSecrets(value: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(value).map(([name, field]) => [
      name,
      redactField(name, field),
    ]),
  );
}
