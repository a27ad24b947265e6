import type { ArchitectureFacts } from './architecture';

/** A model of the shipped table. */
export interface KnownModel {
  readonly name: string;
  /** Of the last part of an id, in lower case. */
  readonly match: RegExp;
  readonly facts: ArchitectureFacts;
}
