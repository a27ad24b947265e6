import { CostsClient } from './CostsClient';
import type {
  FindingAcceptance,
  FindingSnooze,
  FindingsSnooze,
  FindingWaiver,
  ListFindingsQuery,
} from './findings';
import type { FindingsApi } from './FindingsApi';
import { path, queryString, type RequestOptions } from './HttpClient';

/** Client of findings, on top of that of the GPU cost ledger. */
export class FindingsClient extends CostsClient implements FindingsApi {
  listFindings(
    query: ListFindingsQuery = {},
    options?: RequestOptions,
  ): ReturnType<FindingsApi['listFindings']> {
    return this.get(`/findings${queryString(query)}`, options);
  }

  getFinding(
    id: string,
    options?: RequestOptions,
  ): ReturnType<FindingsApi['getFinding']> {
    return this.get(path`/findings/${id}`, options);
  }

  snoozeFinding(
    id: string,
    snooze: FindingSnooze,
    options?: RequestOptions,
  ): ReturnType<FindingsApi['snoozeFinding']> {
    return this.send('POST', path`/findings/${id}/snooze`, snooze, options);
  }

  snoozeFindings(
    snooze: FindingsSnooze,
    options?: RequestOptions,
  ): ReturnType<FindingsApi['snoozeFindings']> {
    return this.send('POST', '/findings/snooze', snooze, options);
  }

  waiveFinding(
    id: string,
    waiver: FindingWaiver,
    options?: RequestOptions,
  ): ReturnType<FindingsApi['waiveFinding']> {
    return this.send('POST', path`/findings/${id}/waive`, waiver, options);
  }

  acceptFinding(
    id: string,
    acceptance: FindingAcceptance = {},
    options?: RequestOptions,
  ): ReturnType<FindingsApi['acceptFinding']> {
    return this.send('POST', path`/findings/${id}/accept`, acceptance, options);
  }
}
