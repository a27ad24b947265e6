import type {
  ListRemediationsQuery,
  Remediation,
  RemediationDetail,
  RemediationPage,
  RemediationPlan,
  RemediationPlanRequest,
  RemediationStart,
} from '@inference-portal/plugin-inference-common';

/** The operations on remediations of the OpenAPI document, by method and path. */
export interface RemediationEndpoints {
  get: {
    '/remediations': {
      query: ListRemediationsQuery;
      response: RemediationPage;
    };
    '/remediations/:remediationId': {
      path: { remediationId: string };
      response: RemediationDetail;
    };
  };
  post: {
    '/model-servers/:id/remediation-plans': {
      path: { id: string };
      body: RemediationPlanRequest;
      response: RemediationPlan;
    };
    '/remediations': { body: RemediationStart; response: Remediation };
  };
}
