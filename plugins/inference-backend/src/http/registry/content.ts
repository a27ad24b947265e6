import type {
  EvaluationMetric,
  LineageLink,
  NewModelVersion,
} from '@inference-portal/plugin-inference-common';
import type { FieldProblem } from '../../decide/registry/names';
import {
  normalizeLineage,
  normalizeMetrics,
  toVersionContent,
} from '../../decide/registry/toVersionContent';
import type { VersionContent } from '../../record';
import { inputErrorOf } from './names';

type Tell = (field: string, message: string) => void;

/** Throws `InputError` with everything that `read` told to be wrong. */
function readAll<T>(read: (tell: Tell) => T): T {
  const problems: FieldProblem[] = [];
  const value = read((field, message) => problems.push({ field, message }));
  if (problems.length > 0) {
    throw inputErrorOf(problems);
  }
  return value;
}

/** Reads a version that somebody wants to register. Throws `InputError` that names every field that is wrong. */
export function readContent(written: NewModelVersion): VersionContent {
  const parsed = toVersionContent(written);
  if ('problems' in parsed) {
    throw inputErrorOf(parsed.problems);
  }
  return parsed.content;
}

/** Results in their normal form. Throws `InputError`. */
export function readMetrics(
  metrics: readonly EvaluationMetric[],
): EvaluationMetric[] {
  return readAll(tell => normalizeMetrics(metrics, tell));
}

/** Links in their normal form. Throws `InputError`. */
export function readLineage(lineage: readonly LineageLink[]): LineageLink[] {
  return readAll(tell => normalizeLineage(lineage, tell));
}
