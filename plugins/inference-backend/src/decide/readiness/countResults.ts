import type {
  ReadinessCounts,
  ReadinessResult,
} from '@inference-portal/plugin-inference-common';

const FIELDS = {
  pass: 'pass',
  fail: 'fail',
  unknown: 'unknown',
  'not-applicable': 'notApplicable',
} as const satisfies { [result in ReadinessResult]: keyof ReadinessCounts };

/** How often each answer was given. */
export function countResults(
  results: Iterable<ReadinessResult>,
): ReadinessCounts {
  const counts = { pass: 0, fail: 0, unknown: 0, notApplicable: 0 };
  for (const result of results) {
    counts[FIELDS[result]] += 1;
  }
  return counts;
}

/** Adds `other` to `counts`. */
export function addCounts(counts: ReadinessCounts, other: ReadinessCounts) {
  counts.pass += other.pass;
  counts.fail += other.fail;
  counts.unknown += other.unknown;
  counts.notApplicable += other.notApplicable;
}
