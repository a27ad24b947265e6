import type { ServerRevision } from '@inference-portal/plugin-inference-common';
import { stringify } from 'yaml';

/** Two specifications as texts that can be compared. */
export interface SpecificationTexts {
  readonly before: string;
  readonly after: string;
  /** True when only the pod templates are compared. */
  readonly templateOnly: boolean;
}

/** YAML with sorted keys, so that order is never a difference. */
export function yamlOf(value: unknown): string {
  return stringify(value, { sortMapEntries: true, lineWidth: 0 }).trimEnd();
}

/**
 * YAML of two revisions with sorted keys, so that order is never a difference. A revision out of the cluster's history
 * carries the pod template only; compared with a whole specification everything else would look removed.
 */
export function specificationTexts(
  from: ServerRevision,
  to: ServerRevision,
): SpecificationTexts {
  const templateOnly = from.source !== to.source;
  const bothHaveTemplates = 'template' in from.spec && 'template' in to.spec;
  if (templateOnly && bothHaveTemplates) {
    return {
      before: yamlOf({ template: from.spec.template }),
      after: yamlOf({ template: to.spec.template }),
      templateOnly,
    };
  }
  return {
    before: yamlOf(from.spec),
    after: yamlOf(to.spec),
    templateOnly: false,
  };
}
