/** Something that is wrong with the usage that a source tells, in words for people. */
export interface UsageIssue {
  readonly code: string;
  readonly message: string;
  readonly fix: string | null;
}
