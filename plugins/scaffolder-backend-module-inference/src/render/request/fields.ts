import { z } from 'zod/v3';

/**
 * Characters that no text may hold: YAML 1.1 readers, such as the one of Kubernetes, take some for line breaks or refuse them, and half
 * of a surrogate pair has no bytes in UTF-8. Tab and line feed are none of them.
 */
const UNPRINTABLE = /[^\P{Cc}\t\n]|[\u2028\u2029\ufeff\ufffe\uffff]|\p{Cs}/u;

/** Text of a person, with line breaks when `lines` says so. What it says never matters: it is always serialised, never pasted. */
export function freeText(most: number, lines: 'one line' | 'many lines') {
  return z
    .string()
    .transform(text => text.replace(/\r\n/g, '\n'))
    .pipe(
      z
        .string()
        .min(1, 'must not be empty; leave it out instead')
        .max(most, `must not be longer than ${most} characters`)
        .refine(text => !UNPRINTABLE.test(text), {
          message:
            'holds a character that cannot be printed, or half of one; remove it',
        })
        .refine(text => lines === 'many lines' || !/[\n\t]/.test(text), {
          message: 'must be one line without tabs',
        }),
    );
}

/** Name that Kubernetes takes as DNS label of at most `most` characters. */
export function dnsLabel(most = 63, why = '') {
  return z
    .string()
    .max(most, `must not be longer than ${most} characters${why}`)
    .regex(
      /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?$/,
      'must be of lower case letters, digits and - and start and end with a letter or digit',
    );
}

/** Name of a Service, which must not start with a digit. */
export function serviceName(most: number, why: string) {
  return dnsLabel(most, why).regex(/^[a-z]/, 'must start with a letter');
}

/** Names of Secrets, claims, classes: DNS subdomain. */
export const dnsSubdomain = z
  .string()
  .max(253, 'must not be longer than 253 characters')
  .regex(
    /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?(?:\.[a-z0-9](?:[-a-z0-9]*[a-z0-9])?)*$/,
    'must be of lower case letters, digits, - and . and start and end with a letter or digit',
  );

/** Value of a label of a node. */
export const labelValue = z
  .string()
  .max(63, 'must not be longer than 63 characters')
  .regex(
    /^[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?$/,
    'must be a label of Kubernetes: letters, digits, ., _ and -',
  );

/** Full entity ref of a group or user. */
export const ownerRef = z
  .string()
  .regex(
    /^(?:group|user):[a-z0-9](?:[a-z0-9._-]{0,61}[a-z0-9])?\/[a-z0-9](?:[a-z0-9._-]{0,61}[a-z0-9])?$/,
    'must be the full entity ref of a group or user, such as group:default/support',
  );

/** `namespace/name` of a registered model. */
export const modelName = z
  .string()
  .regex(
    /^[a-z0-9](?:[a-z0-9._-]{0,61}[a-z0-9])?\/[A-Za-z0-9](?:[A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$/,
    'must be namespace/name of a registered model',
  );

/** Whole number from `least` to `most`. */
export function wholeNumber(least: number, most: number) {
  return z
    .number()
    .int('must be a whole number')
    .min(least, `must be at least ${least}`)
    .max(most, `must be at most ${most}`);
}

/** Number above zero, up to `most`. */
export function positive(most: number) {
  return z
    .number()
    .finite()
    .gt(0, 'must be more than 0')
    .max(most, `must be at most ${most}`);
}

/** An address without credentials. */
export function address(...schemes: readonly string[]) {
  return z
    .string()
    .max(1000, 'must not be longer than 1000 characters')
    .refine(
      text => {
        if (!/^[\x21-\x7e]+$/.test(text) || !URL.canParse(text)) {
          return false;
        }
        const { protocol, username, password, hostname } = new URL(text);
        return (
          schemes.includes(protocol.replace(/:$/, '')) &&
          hostname !== '' &&
          username === '' &&
          password === ''
        );
      },
      {
        message: `must be an address (${schemes.join(', ')}) without password`,
      },
    );
}
