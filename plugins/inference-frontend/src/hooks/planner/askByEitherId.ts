import type { GpuPlanRequest } from '@inference-portal/plugin-inference-common';
import { statusCodeOf } from '../toLoadState';

/** HTTP status of a question that the planner cannot answer as it was asked. */
export const CANNOT_BE_PLANNED = 400;

/** A question to the planner. */
export type AboutModel = Pick<GpuPlanRequest, 'model'>;

/** Asks about a registered model and, where the registry does not know enough of it, about the one of the hub that it was made from. */
export async function askByEitherId<Request extends AboutModel, Answer>(
  request: Request,
  hubId: string | null,
  ask: (request: Request) => Promise<Answer>,
): Promise<Answer> {
  try {
    return await ask(request);
  } catch (refusal) {
    if (hubId === null || statusCodeOf(refusal) !== CANNOT_BE_PLANNED) {
      throw refusal;
    }
    return ask({ ...request, model: { ...request.model, id: hubId } }).catch(
      () => {
        // The registered name is the one that people know.
        throw refusal;
      },
    );
  }
}
