import type { RequestOptions } from './HttpClient';
import type {
  ListRemediationsQuery,
  Remediation,
  RemediationDetail,
  RemediationPage,
  RemediationPlan,
  RemediationPlanRequest,
  RemediationStart,
} from './remediations';

/** Scaling servers to zero that nobody uses, and back. Every method rejects with a `ResponseError` that carries status and message. */
export interface RemediationsApi {
  /** Says what would be done and why it is safe; changes nothing. */
  planRemediation(
    serverId: string,
    request: RemediationPlanRequest,
    options?: RequestOptions,
  ): Promise<RemediationPlan>;
  /** Does a plan. The same `idempotencyKey` starts one remediation however often it is sent. */
  startRemediation(
    start: RemediationStart,
    idempotencyKey: string,
    options?: RequestOptions,
  ): Promise<Remediation>;
  /** Newest first, one page at a time. */
  listRemediations(
    query?: ListRemediationsQuery,
    options?: RequestOptions,
  ): Promise<RemediationPage>;
  getRemediation(
    id: string,
    options?: RequestOptions,
  ): Promise<RemediationDetail>;
}
