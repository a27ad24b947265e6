import { ANNOTATION_EXIT_PLAN } from '@inference-portal/plugin-inference-common';
import type { CatalogView } from '../decide/catalogView';
import type { Stated } from '../decide/readiness/facts';
import type { OwnershipSignals } from '../types';

/** The exit plan that the workload names, else the one of its catalog entity: by annotation, or by link. */
export function findExitPlan(
  signals: OwnershipSignals | undefined,
  entityRef: string | null,
  catalog: CatalogView,
): Stated<string> | null {
  const written = signals?.exitPlan;
  if (written) {
    return written;
  }
  const entity = entityRef === null ? undefined : catalog.byRef.get(entityRef);
  if (entity?.exitPlan !== undefined) {
    return {
      value: entity.exitPlan,
      source: `annotation ${ANNOTATION_EXIT_PLAN} on ${entity.ref}`,
    };
  }
  return entity?.exitPlanLink === undefined
    ? null
    : {
        value: entity.exitPlanLink,
        source: `link of type exit-plan on ${entity.ref}`,
      };
}
