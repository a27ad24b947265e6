/** Words that make a name secret wherever they stand in it. */
const SECRET_WORD = /^(?:password|passwd|passphrase|secret|credential)/;
/** Words that make a name secret at its end. */
const SECRET_ENDING = new Set(['key', 'keys', 'pwd', 'pw']);
/** The same, grown together with the word before. */
const SECRET_SUFFIX =
  /(?:token|(?:api|access|auth|secret|private|license|encryption)keys?)$/;
/** Endings of names whose value tells where a secret is. */
const PLACE = new Set([
  'name',
  'names',
  'ref',
  'file',
  'path',
  'dir',
  'mount',
  'id',
]);

/** `HF_TOKEN`, `--api-key` and `dbPassword` as lower-case words. */
function wordsOf(name: string): readonly string[] {
  return name
    .split(/[^A-Za-z0-9]+|(?<=[a-z0-9])(?=[A-Z])/)
    .filter(word => word !== '')
    .map(word => word.toLowerCase());
}

/**
 * True when a literal value under the name of a flag, a variable or a field is a secret: `*_TOKEN`, `*_KEY`, `*PASSWORD*`,
 * `*SECRET*` and their like. Names of places (`--ssl-keyfile`, `secretName`) and of counts (`--max-tokens`) are not.
 */
export function isSecretName(name: string): boolean {
  const words = wordsOf(name);
  const last = words.at(-1);
  if (last === undefined || PLACE.has(last)) {
    // An access key id is half of a credential pair.
    return last === 'id' && words.at(-2) === 'key';
  }
  if (words.some(word => SECRET_WORD.test(word))) {
    // secretKeyRef and its like are references.
    return true;
  }
  if (last === 'tokens') {
    return ['api', 'auth', 'access', 'bearer'].includes(words.at(-2) ?? '');
  }
  return SECRET_ENDING.has(last) || SECRET_SUFFIX.test(last);
}
