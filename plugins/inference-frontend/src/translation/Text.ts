import type { messages } from './messages';

type Messages = typeof messages;

type Path<T> = {
  [K in keyof T & string]: T[K] extends string ? K : `${K}.${Path<T[K]>}`;
}[keyof T & string];

/** `models.all` for `models.all_one` and `models.all_other`. */
type WithoutPlural<K> = K extends `${infer Base}_one` | `${infer Base}_other`
  ? Base
  : K;

/** Names of all texts, with the names of their groups before them. */
export type TextKey = WithoutPlural<Path<Messages>>;

/** The text itself; a text with a plural form takes a count, whether it says it or not. */
type MessageAt<K, T = Messages> = K extends keyof T
  ? T[K]
  : K extends string
  ? `${K}_other` extends keyof T
    ? T[`${K}_other`] | '{{count}}'
    : K extends `${infer Head}.${infer Rest}`
    ? Head extends keyof T
      ? MessageAt<Rest, T[Head]>
      : never
    : never
  : never;

type Trimmed<S> = S extends ` ${infer R}` | `${infer R} ` ? Trimmed<R> : S;

type Placeholder<M> = M extends `${string}{{${infer P}}}${infer Rest}`
  ? Trimmed<P extends `${infer Name},${string}` ? Name : P> | Placeholder<Rest>
  : never;

type Values<Names> = [Names] extends [never]
  ? []
  : [values: { readonly [P in Names & string]: string | number }];

/**
 * Says a text of the plugin. The type is our own, because the one of Backstage compares each key that is used with all there are, which
 * takes the compiler minutes with as many texts as these; it knows the same mistakes: an unknown key, and a value that is missing.
 */
export type Text = <K extends TextKey>(
  key: K,
  ...values: Values<Placeholder<MessageAt<K>>>
) => string;
