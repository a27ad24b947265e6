import type {
  ListRollbacksQuery,
  Rollback,
  RollbackDecision,
  RollbackDetail,
  RollbackPage,
  RollbackPlan,
  RollbackPlanRequest,
  RollbackStart,
  RollbackUndo,
} from '@inference-portal/plugin-inference-common';

interface RollbackPath {
  rollbackId: string;
}

/** The operations on rollbacks of the OpenAPI document, by method and path. */
export interface RollbackEndpoints {
  get: {
    '/rollbacks': { query: ListRollbacksQuery; response: RollbackPage };
    '/rollbacks/:rollbackId': { path: RollbackPath; response: RollbackDetail };
  };
  post: {
    '/model-servers/:id/rollback-plans': {
      path: { id: string };
      body: RollbackPlanRequest;
      response: RollbackPlan;
    };
    '/rollbacks': { body: RollbackStart; response: Rollback };
    '/rollbacks/:rollbackId/approve': {
      path: RollbackPath;
      body: RollbackDecision;
      response: Rollback;
    };
    '/rollbacks/:rollbackId/decline': {
      path: RollbackPath;
      body: RollbackDecision;
      response: Rollback;
    };
    '/rollbacks/:rollbackId/resume-sync': {
      path: RollbackPath;
      body: RollbackDecision;
      response: Rollback;
    };
    '/rollbacks/:rollbackId/undo': {
      path: RollbackPath;
      body: RollbackUndo;
      response: Rollback;
    };
  };
}
