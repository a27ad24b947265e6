import type { RollbackPlan } from '@inference-portal/plugin-inference-common';
import { sameJson } from '../rollback/mergePatchBetween';
import type { CodedCheck, RollbackPlanDraft } from '../rollback/rollbackPlan';
import type { KnownRevision, RollbackWorld } from '../rollback/rollbackWorld';
import { fileDiff } from './fileDiff';
import type { GitFile, RevisedFile } from './manifestPlaces';
import { reviseManifests } from './reviseManifests';
import { describePath, valueChanges, type ValueChange } from './valueChanges';

/** Where the manifests of a server stand in Git. */
export interface GitSource {
  /** As the controller's object has it. */
  readonly repository: string;
  /** Null for the repository's default branch. */
  readonly branch: string | null;
  /** Folder from the repository's root; empty for the root. */
  readonly path: string;
}

/** A change in Git that brings an earlier revision back. */
export interface GitRevert {
  /** Address for browsers. */
  readonly repository: string;
  /** The branch that is deployed. */
  readonly branch: string;
  /** The commit that was read. */
  readonly head: string;
  readonly files: readonly RevisedFile[];
}

/** The change that a pull request would bring, or why there is none: a whole sentence. */
export type FoundRevert =
  | { readonly revert: GitRevert }
  | { readonly problem: string };

/** What of a plan's pull request is shown and stored. */
export type ShownRevert = NonNullable<RollbackPlan['pullRequest']>;

function differing(
  { current }: RollbackWorld,
  { content, specification }: KnownRevision,
  path: readonly string[],
): {
  readonly real: readonly ValueChange[];
  readonly shown: readonly ValueChange[];
} {
  const from =
    content.source === 'portal' ? current.shown : current.specification;
  return {
    real: valueChanges(from, content.specification, path),
    shown: valueChanges(current.shown, specification, path),
  };
}

function withoutUndefined(changes: readonly ValueChange[]) {
  return changes.map(({ after, before, path }) => [
    describePath(path),
    before ?? null,
    after ?? null,
  ]);
}

/** The change in Git by which a server runs `target` again. Nothing is guessed: where Git does not say what runs now, there is none. */
export function planGitRevert(
  world: RollbackWorld,
  target: KnownRevision,
  files: readonly GitFile[],
): { readonly files: readonly RevisedFile[] } | { readonly problem: string } {
  const { real, shown } = differing(world, target, world.path);
  if (!sameJson(withoutUndefined(real), withoutUndefined(shown))) {
    return {
      problem:
        'A literal secret is part of the change, and the portal writes none into Git.',
    };
  }
  return reviseManifests(files, world.ref, real);
}

/** The revert as a plan shows it. */
export function showRevert({
  branch,
  files,
  repository,
}: GitRevert): ShownRevert {
  return {
    repository,
    branch,
    files: files.map(file => ({ path: file.path, diff: fileDiff(file) })),
  };
}

/** A plan that is made for Git, as one that opens a pull request; where none can be opened, the commands stay and a check says why. */
export function withGitRevert(
  draft: RollbackPlanDraft,
  found: FoundRevert,
): { readonly draft: RollbackPlanDraft; readonly check: CodedCheck } {
  const code = 'pull-request';
  if ('problem' in found) {
    return {
      draft,
      check: {
        code,
        result: 'warn',
        message: `The portal opens no pull request: ${found.problem}`,
      },
    };
  }
  const { revert } = found;
  const { branch, files, repository } = revert;
  const paths = files.map(({ path }) => path);
  return {
    draft: {
      ...draft,
      method: 'pull-request',
      // The controller writes them, once somebody merged.
      writes: [],
      proposal: null,
      revert,
      basis: {
        ...draft.basis,
        method: 'pull-request',
        revert: {
          repository,
          branch,
          files: files.map(({ after, before, path }) => ({
            path,
            before,
            after,
          })),
        },
      },
    },
    check: {
      code,
      result: 'pass',
      message: `A pull request changes ${paths.join(
        ', ',
      )} in ${repository} (${branch}). The cluster follows once somebody merged it.`,
    },
  };
}
