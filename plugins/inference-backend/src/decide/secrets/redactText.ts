import { isSecretName } from './secretNames';

/** What stands in place of a secret. */
export const REDACTED = '[redacted]';

/** Without any of this a text holds no secret that could be told; keeps the walk over a big object cheap. */
const SUSPICIOUS =
  /token|key|secret|passw|passphrase|pwd|_pw|-pw|credential|:\/\/|bearer|basic|hf_|nvapi-|sk-|gh[pousr]_|github_pat_|glpat-|xox|akia|eyj|sig=|signature/i;

/** Secrets that are known by their own shape, wherever they stand. */
const KNOWN_SHAPES =
  /\b(?:hf_[A-Za-z0-9]{16,}|nvapi-[\w-]{16,}|sk-[\w-]{16,}|gh[pousr]_[A-Za-z0-9]{16,}|github_pat_\w{16,}|glpat-[\w-]{16,}|xox[abprs]-[\w-]{10,}|AKIA[0-9A-Z]{16}|eyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]*)/g;

const URI_USERINFO = /\b([a-z][a-z0-9+.-]*):\/\/([^\s/?#'"]*)@/gi;
const URI_PARAMETER = /([?&])([\w.-]+)=([^&#\s'"]+)/g;
const BEARER = /\b(bearer|basic)(\s+)[\w.~+/=-]{6,}/gi;

/** A value on a command line: quoted, plain, or glued together of both. */
const SHELL_VALUE = /(?:"(?:[^"\\]|\\.)*"|'[^']*'|\\.|[^\s"';&|()])+/y;
/** A value after a colon: quoted, a block of lines, or plain up to the end of the flow. */
const FIELD_VALUE =
  /"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[|>][+-]?\d*[ \t]*\n(?:[ \t]+[^\n]*(?:\n|$))+|[^\s"'][^\n,}\]"'&;|]*/y;
/** The same on a line of its own, as YAML writes it: plain up to the end of the line. */
const LINE_VALUE =
  /"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[|>][+-]?\d*[ \t]*\n(?:[ \t]+[^\n]*(?:\n|$))+|[^\s"'][^\n]*/y;

const FLAG = /(?<![\w-])(--?[A-Za-z][\w.-]*)["']?(=|\s+)/g;
const ASSIGNMENT = /(?<![\w$.-])([A-Za-z_][\w.-]*)["']?(=|[ \t]*:(?!\/\/)\s*)/g;

/** `$(NAME)`, `$NAME` and `${NAME}` point at a variable; the value itself stands elsewhere. */
export function isReference(value: string): boolean {
  return /^["']?\$(?:\([A-Za-z_]\w*\)|\{[A-Za-z_]\w*\}|[A-Za-z_]\w*)["']?$/.test(
    value,
  );
}

function startsLine(text: string, index: number): boolean {
  return /(?:^|\n)[ \t]*(?:- +)?["']?$/.test(
    text.slice(Math.max(0, index - 200), index),
  );
}

function valuePattern(text: string, index: number, separator: string): RegExp {
  if (!separator.includes(':')) {
    return SHELL_VALUE;
  }
  return startsLine(text, index) ? LINE_VALUE : FIELD_VALUE;
}

/** Replaces the value after every secret name that `pattern` finds. */
function redactNamed(text: string, pattern: RegExp): string {
  let result = '';
  let position = 0;
  pattern.lastIndex = 0;
  for (
    let match = pattern.exec(text);
    match !== null;
    match = pattern.exec(text)
  ) {
    const [, name = '', separator = ''] = match;
    if (!isSecretName(name)) {
      continue;
    }
    const valueFormat = valuePattern(text, match.index, separator);
    valueFormat.lastIndex = pattern.lastIndex;
    const value = valueFormat.exec(text)?.[0] ?? '';
    const nextFlag = separator.trim() === '' && value.startsWith('--');
    const isDone = text.startsWith(REDACTED, pattern.lastIndex);
    if (value === '' || nextFlag || isDone || isReference(value.trim())) {
      continue;
    }
    result += text.slice(position, pattern.lastIndex) + REDACTED;
    position = pattern.lastIndex + value.length;
    // The line end of a block belongs to the text around it.
    if (value.endsWith('\n')) {
      position -= 1;
    }
    pattern.lastIndex = position;
  }
  return result + text.slice(position);
}

function redactUserinfo(all: string, scheme: string, userinfo: string): string {
  // hf://gpt2@main names a revision, oci://image@sha256:… a digest, abfss://container@account a container.
  const isNoLogin = /^(?:hf|oci|models|modelcar|abfss?|wasbs?)$/i.test(scheme);
  return isNoLogin && !userinfo.includes(':')
    ? all
    : `${scheme}://${REDACTED}@`;
}

function redactParameter(all: string, start: string, name: string): string {
  return isSecretName(name) || /^sig$|signature|credential/i.test(name)
    ? `${start}${name}=${REDACTED}`
    : all;
}

/** A text without literal secrets: a script, an argument, YAML, a URI, a message. Text that holds none comes back as it is. */
export function redactText(text: string): string {
  if (!SUSPICIOUS.test(text)) {
    return text;
  }
  const plain = text
    .replace(KNOWN_SHAPES, REDACTED)
    .replace(URI_USERINFO, redactUserinfo)
    .replace(URI_PARAMETER, redactParameter)
    .replace(BEARER, `$1$2${REDACTED}`);
  return redactNamed(redactNamed(plain, FLAG), ASSIGNMENT);
}
