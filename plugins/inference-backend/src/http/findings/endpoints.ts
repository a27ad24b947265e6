import type {
  FindingAcceptance,
  FindingDetail,
  FindingPage,
  FindingSnooze,
  FindingsSnooze,
  FindingsSnoozed,
  FindingWaiver,
  ListFindingsQuery,
} from '@inference-portal/plugin-inference-common';

interface FindingPath {
  findingId: string;
}

/** The operations on findings of the OpenAPI document, by method and path. */
export interface FindingEndpoints {
  get: {
    '/findings': { query: ListFindingsQuery; response: FindingPage };
    '/findings/:findingId': { path: FindingPath; response: FindingDetail };
  };
  post: {
    '/findings/snooze': { body: FindingsSnooze; response: FindingsSnoozed };
    '/findings/:findingId/snooze': {
      path: FindingPath;
      body: FindingSnooze;
      response: FindingDetail;
    };
    '/findings/:findingId/waive': {
      path: FindingPath;
      body: FindingWaiver;
      response: FindingDetail;
    };
    '/findings/:findingId/accept': {
      path: FindingPath;
      body: FindingAcceptance;
      response: FindingDetail;
    };
  };
}
