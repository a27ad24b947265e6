import parseExpression from 'spdx-expression-parse';
import deprecatedIds from 'spdx-license-ids/deprecated.json';
import currentIds from 'spdx-license-ids/index.json';

/** A license as SPDX writes it, or why not: the message follows the name of the field. */
export type ParsedLicense =
  | { readonly license: string }
  | { readonly problem: string };

const MAX_LENGTH = 200;
const OWN_LICENSE =
  /^(?:DocumentRef-[A-Za-z0-9.-]+:)?LicenseRef-[A-Za-z0-9.-]+$/;

/** SPDX ids by their lower case; current ones win over deprecated ones. */
const IDS: ReadonlyMap<string, string> = new Map(
  [...deprecatedIds, ...currentIds].map(id => [id.toLowerCase(), id]),
);

/** What people and hubs write for licenses of SPDX. */
const SYNONYMS: ReadonlyMap<string, string> = new Map([
  ['apache', 'Apache-2.0'],
  ['apache 2', 'Apache-2.0'],
  ['apache 2.0', 'Apache-2.0'],
  ['apache2', 'Apache-2.0'],
  ['apache-2', 'Apache-2.0'],
  ['apache license 2.0', 'Apache-2.0'],
  ['apache license, version 2.0', 'Apache-2.0'],
  ['mit license', 'MIT'],
  ['bsd', 'BSD-3-Clause'],
  ['agpl-3.0', 'AGPL-3.0-only'],
  ['gpl-2.0', 'GPL-2.0-only'],
  ['gpl-3.0', 'GPL-3.0-only'],
  ['lgpl-2.1', 'LGPL-2.1-only'],
  ['lgpl-3.0', 'LGPL-3.0-only'],
  ['gfdl', 'GFDL-1.3-or-later'],
  ['odbl', 'ODbL-1.0'],
  ['odc-by', 'ODC-By-1.0'],
  ['pddl', 'PDDL-1.0'],
]);

/** Licenses of models that hubs know by a word and SPDX does not list. */
const HUB_WORDS: ReadonlySet<string> = new Set([
  'llama2',
  'llama3',
  'llama3.1',
  'llama3.2',
  'llama3.3',
  'llama4',
  'gemma',
  'openrail',
  'openrail++',
  'bigscience-openrail-m',
  'bigscience-bloom-rail-1.0',
  'bigcode-openrail-m',
  'creativeml-openrail-m',
  'deepfloyd-if-license',
  'apple-amlr',
  'apple-ascl',
  'intel-research',
  'fair-noncommercial-research-license',
  'h-research',
  'open-mdw',
  'c-uda',
  'qwen',
  'qwen-research',
]);

/** Words that say nothing. */
const NO_LICENSE = new Set(['', 'unknown', 'none', 'other', 'n/a', 'tbd']);

function ownLicense(word: string): string | null {
  const name = word
    // A `+` means something to SPDX, and to `openrail++` as well.
    .replace(/\+/g, 'plus')
    .replace(/[^A-Za-z0-9.-]+/g, '-')
    .replace(/^[-.]+|[-.]+$/g, '');
  return name === '' ? null : `LicenseRef-${name}`.slice(0, MAX_LENGTH);
}

function normalWord(word: string): string {
  const lower = word.toLowerCase();
  if (/^(?:and|or|with)$/.test(lower)) {
    return lower.toUpperCase();
  }
  const [, base = lower, plus = ''] = /^(.*[^+])(\+)$/.exec(lower) ?? [];
  const known = SYNONYMS.get(lower) ?? IDS.get(lower);
  if (known !== undefined) {
    return known;
  }
  if (HUB_WORDS.has(lower)) {
    return ownLicense(lower) ?? word;
  }
  const id = IDS.get(base);
  if (id !== undefined) {
    return `${id}${plus}`;
  }
  return word
    .replace(/^licenseref-/i, 'LicenseRef-')
    .replace(/^documentref-/i, 'DocumentRef-');
}

function isExpression(text: string): boolean {
  try {
    parseExpression(text);
    return true;
  } catch {
    return false;
  }
}

/** The text in SPDX's own spelling where it is an expression; null otherwise. */
function normalize(text: string): string | null {
  const plain = text.trim().replace(/\s+/g, ' ');
  const whole = normalWord(plain);
  if (OWN_LICENSE.test(whole) || IDS.has(whole.toLowerCase())) {
    return whole;
  }
  const normal = plain
    .split(/([\s()]+)/)
    .map(part => (/^[\s()]*$/.test(part) ? part : normalWord(part)))
    .join('');
  // Exceptions such as `Classpath-exception-2.0` are known to the parser alone; it wants their case.
  return isExpression(normal) ? normal : null;
}

function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      next.push(
        Math.min(
          (row[j] ?? 0) + 1,
          (next[j - 1] ?? 0) + 1,
          (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1),
        ),
      );
    }
    row = next;
  }
  return row[b.length] ?? 0;
}

/** The id that was probably meant; null when none is near. */
function findNearest(text: string): string | null {
  const lower = text.toLowerCase().replace(/[\s_]+/g, '-');
  if (lower.length > 40) {
    return null;
  }
  let best: { id: string; away: number } | null = null;
  for (const [key, id] of IDS) {
    const away = distance(lower, key);
    if (away <= Math.max(1, lower.length / 4) && away < (best?.away ?? 99)) {
      best = { id, away };
    }
  }
  return best?.id ?? null;
}

function shown(text: string): string {
  const plain = text.replace(/[^\x20-\x7e]/g, '?');
  return plain.length > 60 ? `${plain.slice(0, 60)}…` : plain;
}

/**
 * Reads a license that somebody registers: an SPDX id or expression in any case, a word that hubs use, or `LicenseRef-<name>`. What is
 * none of these is refused with what was probably meant.
 */
export function parseLicense(text: string): ParsedLicense {
  if (text.length > MAX_LENGTH) {
    return { problem: `is longer than ${MAX_LENGTH} characters` };
  }
  const license = normalize(text);
  if (license !== null) {
    return { license };
  }
  const nearest = findNearest(text.trim());
  const own = NO_LICENSE.has(text.trim().toLowerCase())
    ? null
    : ownLicense(text);
  const hints = [
    nearest === null ? null : `did you mean "${nearest}"?`,
    own === null
      ? 'Leave it out when it is not known'
      : `For a license that SPDX does not list write "${shown(own)}"`,
  ].filter(hint => hint !== null);
  return {
    problem: `"${shown(
      text,
    )}" is no SPDX license id or expression: ${hints.join(' ')}`,
  };
}

/**
 * Reads a license in the words of another registry: as SPDX writes it where it is known there, else `LicenseRef-<the source's word>`;
 * null when the word says nothing, such as `unknown`. Never refuses.
 */
export function importLicense(text: string): string | null {
  if (NO_LICENSE.has(text.trim().toLowerCase())) {
    return null;
  }
  const license = text.length > MAX_LENGTH ? null : normalize(text);
  return license ?? ownLicense(text.trim());
}
