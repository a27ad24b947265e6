import type {
  Finding,
  FindingPage,
  FindingSum,
} from '@inference-portal/plugin-inference-common';

/** Findings of one owner. */
export interface FindingGroup {
  /** Null when nobody owns the servers. */
  readonly owner: string | null;
  /** Over all findings of the owner that the filters let through, whatever is searched for; null when the backend does not tell it. */
  readonly sum: FindingSum | null;
  readonly findings: readonly Finding[];
}

/** Findings in the order of the backend by owner, in the order of the backend; owners without any are left out. */
export function findingGroups(
  byOwner: FindingPage['byOwner'],
  findings: readonly Finding[],
): readonly FindingGroup[] {
  const rows = new Map<string | null, Finding[]>(
    byOwner.map(({ owner }) => [owner, []]),
  );
  for (const finding of findings) {
    const known = rows.get(finding.owner);
    if (known) {
      known.push(finding);
    } else {
      rows.set(finding.owner, [finding]);
    }
  }
  const sums = new Map(byOwner.map(sum => [sum.owner, sum]));
  return [...rows]
    .filter(([, own]) => own.length > 0)
    .map(([owner, own]) => ({
      owner,
      sum: sums.get(owner) ?? null,
      findings: own,
    }));
}

/** Rows that a page draws before anybody asks for more. */
const FIRST_ROWS = 150;
/** Of one owner. */
const GROUP_ROWS = 20;

/** How many rows of every group are drawn at first: the page stays light with a thousand findings, and the first owners are open. */
export function firstRows(groups: readonly FindingGroup[]): readonly number[] {
  let left = FIRST_ROWS;
  return groups.map(({ findings }) => {
    const shown = Math.min(findings.length, GROUP_ROWS, left);
    left -= shown;
    return shown;
  });
}
