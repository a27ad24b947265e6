import { redactText } from './redactText';
import { isSecretName } from './secretNames';

/** Schemes in which `@` stands before a revision or in front of an account. */
const AT_IS_NO_LOGIN = /^(?:hf|oci|modelcar|docker|abfss?|wasbs?)$/i;

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function findLogin(scheme: string, rest: string): string | null {
  const [authority = ''] = rest.split(/[/?#]/, 1);
  const at = decoded(authority).lastIndexOf('@');
  if (at < 0) {
    return null;
  }
  const login = decoded(authority).slice(0, at);
  const isImage = /^(?:oci|modelcar|docker)$/i.test(scheme);
  // `oci://image@sha256:…` has no host; with a path behind it, the part before `@` is a login.
  const isNoLogin =
    AT_IS_NO_LOGIN.test(scheme) &&
    !login.includes(':') &&
    !(isImage && rest.includes('/'));
  return isNoLogin
    ? null
    : 'has a login in front of the host (what stands before `@`)';
}

function isSecretParameter(name: string): boolean {
  return (
    isSecretName(name) ||
    /^(?:sig|se|sp|sv|x-amz-.*|x-goog-.*|awsaccesskeyid|googleaccessid|key-pair-id|policy|auth|pat)$/i.test(
      name,
    ) ||
    /signature|credential|secret|passw/i.test(name)
  );
}

/** A name is shown only when it is a plain word, as what stands there may be a secret itself. */
function shownName(name: string): string {
  return /^[A-Za-z][A-Za-z_-]{0,30}$/.test(name) ? ` \`${name}\`` : '';
}

function findParameter(rest: string): string | null {
  const [, ...parts] = rest.split(/[?#&;]/);
  for (const part of parts) {
    const [name = '', value] = part.split('=', 2).map(decoded);
    if (value !== undefined && value !== '' && isSecretParameter(name)) {
      return `has a parameter${shownName(name)} that gives access`;
    }
  }
  return null;
}

/**
 * Says which part of a URI or reference is a secret, in words that follow the name of the field and never repeat the secret; null when
 * there is none. Whoever can read a registered version could use it, and it would be out of date soon anyway.
 */
export function findSecret(text: string): string | null {
  // `dataset:name@version` has no host that one could log in to.
  const [, scheme = '', rest = null] =
    /^([a-z][a-z0-9+.-]*):\/\/(.*)$/is.exec(text) ?? [];
  return (
    (rest === null ? null : findLogin(scheme, rest)) ??
    findParameter(rest ?? text) ??
    ([text, decoded(text)].some(form => redactText(form) !== form)
      ? 'holds something that looks like an access token or password'
      : null)
  );
}
