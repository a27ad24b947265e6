/** Something that an owner is told. */
export interface Message {
  /** Entity ref of a Group or User. */
  readonly to: string;
  readonly title: string;
  readonly description: string;
  /** Path in the portal. */
  readonly link: string;
  readonly severity: 'low' | 'normal' | 'high' | 'critical';
  /** A message of the same scope replaces the one before. */
  readonly scope: string;
}

/** Tells people. Rejects when nobody could be told. */
export interface Notifier {
  send(message: Message): Promise<void>;
}
