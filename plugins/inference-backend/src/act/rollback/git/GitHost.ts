/** A pull request, or merge request, as its host tells it. */
export interface PullRequest {
  readonly number: number;
  /** For browsers. */
  readonly url: string;
  readonly state: 'open' | 'merged' | 'closed';
}

/** A commit on a branch of its own. */
export interface BranchCommit {
  /** Name of the new branch. */
  readonly branch: string;
  /** SHA of the commit that it starts from. */
  readonly parent: string;
  readonly message: string;
  readonly files: readonly { readonly path: string; readonly text: string }[];
}

/** One repository on GitHub or GitLab. Everything may be done again: what is there already stays. */
export interface GitHost {
  /** A branch with its newest commit; null when there is none of that name. Null asks for the default branch. */
  headOf(
    branch: string | null,
  ): Promise<{ readonly branch: string; readonly commit: string } | null>;
  /** The address of a folder at a commit, as UrlReaderService reads it. */
  treeUrl(commit: string, path: string): string;
  /** Commits files on a new branch, in one piece. A branch of that name is taken for this very commit. */
  commit(commit: BranchCommit): Promise<void>;
  /** The newest pull request from a branch; null when there is none. */
  find(branch: string): Promise<PullRequest | null>;
  /** Opens a pull request, or answers the one that is open. */
  open(request: {
    readonly branch: string;
    readonly base: string;
    readonly title: string;
    readonly body: string;
  }): Promise<PullRequest>;
  /** Closes a pull request; its branch stays. */
  close(number: number): Promise<void>;
  /** Deletes a branch, if it is there. */
  deleteBranch(branch: string): Promise<void>;
}
