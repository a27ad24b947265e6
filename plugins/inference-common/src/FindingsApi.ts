import type {
  FindingAcceptance,
  FindingDetail,
  FindingPage,
  FindingSnooze,
  FindingsSnooze,
  FindingsSnoozed,
  FindingWaiver,
  ListFindingsQuery,
} from './findings';
import type { RequestOptions } from './HttpClient';

/** Findings and what people do about them. Every method rejects with a `ResponseError` that carries status and message. */
export interface FindingsApi {
  /** Open findings unless `state` says otherwise, the most avoidable cost first, one page at a time. */
  listFindings(
    query?: ListFindingsQuery,
    options?: RequestOptions,
  ): Promise<FindingPage>;
  getFinding(id: string, options?: RequestOptions): Promise<FindingDetail>;
  snoozeFinding(
    id: string,
    snooze: FindingSnooze,
    options?: RequestOptions,
  ): Promise<FindingDetail>;
  /** What cannot be snoozed does not keep the others from it. */
  snoozeFindings(
    snooze: FindingsSnooze,
    options?: RequestOptions,
  ): Promise<FindingsSnoozed>;
  waiveFinding(
    id: string,
    waiver: FindingWaiver,
    options?: RequestOptions,
  ): Promise<FindingDetail>;
  acceptFinding(
    id: string,
    acceptance?: FindingAcceptance,
    options?: RequestOptions,
  ): Promise<FindingDetail>;
}
