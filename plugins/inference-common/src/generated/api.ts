// Generated from plugins/inference-backend/src/schema/*.yaml by `yarn generate:api`. Do not edit.
export interface paths {
  '/model-servers': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** @description Model servers the caller may read, ordered by name, one page at a time. */
    get: operations['ListModelServers'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/model-servers/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get: operations['GetModelServer'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/model-servers/{id}/revisions': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** @description Every observed specification of the server, newest first. */
    get: operations['ListServerRevisions'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/summary': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** @description Figures of the overview page over the servers the caller may read. */
    get: operations['GetFleetSummary'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/data-sources': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** @description Every cluster, Prometheus and registry that the portal reads, with its health. */
    get: operations['ListDataSources'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/costs': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** @description What GPUs cost over a half-open window, to the micro-unit: the lines add up to the total, and with everything visible the total is the price of the nodes. Callers see the lines that their permission lets through. */
    get: operations['GetCosts'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/costs/evidence': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** @description How a number came about, with the intervals and the prices behind it, oldest first. `groupBy` and `key` name a line of a report. */
    get: operations['GetCostEvidence'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/costs/export': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** @description Costs as a file, streamed. `csv` has a line for every key and piece of time; `focus` has the columns of FOCUS 1.3 with those of cost allocation. Nobody is billed by the portal: BilledCost is 0 and x_Estimated is true. */
    get: operations['ExportCosts'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/costs/prices': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** @description Every price in effect in the window, where it comes from and how old it is, and how much of the GPU-hours each source prices. */
    get: operations['ListCostPrices'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/costs/rates': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** @description What servers cost a day as they are now: the GPUs that they hold, at the prices in effect. Servers that hold none, or a part of which has no price, are left out, which is never the same as 0. At most ten seconds old. */
    get: operations['ListCostRates'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/budgets': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** @description Budgets the caller may read, ordered by scope. */
    get: operations['ListBudgets'];
    /** @description What a group or a model may cost in a calendar month. One budget for each scope; another one replaces it. */
    put: operations['SetBudget'];
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/budgets/{budgetId}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post?: never;
    delete: operations['DeleteBudget'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/budgets/status': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** @description What was spent of each budget in a month, and what it will be at the end of it. */
    get: operations['ListBudgetStatus'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/deployment-targets': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** @description Namespaces of all clusters that the caller may see, ordered by cluster and name, and whether they may deploy there. Read from the clusters when asked. Namespaces of Kubernetes itself (`kube-*`) are left out. */
    get: operations['ListDeploymentTargets'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/deployments': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** @description Applies objects of Kubernetes to one namespace, server-side and with the field manager `inference-portal`. All of them are tried in a dry run before the first one is stored. Sending the same again changes nothing. 403 when the namespace is of somebody else or the permission `inference.server.create` is missing; 409 when an object is somebody else's; 422 when the GPU quota or the API server refuses an object. The message says which one, why and what to do. */
    post: operations['CreateDeployment'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/findings': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** @description What somebody should look at, as far as the caller may read it: the most avoidable cost a month first, what has no price last. `totals` are over everything that the filters let through, not over one page. */
    get: operations['ListFindings'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/findings/snooze': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** @description Snoozes many findings at once. What cannot be snoozed is told with the reason, and does not keep the others from it. */
    post: operations['SnoozeFindings'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/findings/{findingId}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** @description One finding with everything that happened to it. It stays readable after it was resolved. */
    get: operations['GetFinding'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/findings/{findingId}/snooze': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** @description Says nothing more of it until then; afterwards it is raised once again. */
    post: operations['SnoozeFinding'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/findings/{findingId}/waive': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** @description Says that the server shall stay as it is, why, and until when; afterwards it is raised once again. */
    post: operations['WaiveFinding'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/findings/{findingId}/accept': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** @description Says that the finding is right and that somebody sees to it. It is resolved by itself once the server is gone or used. */
    post: operations['AcceptFinding'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/gpu-plans': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** @description Computes, and stores nothing. What does not fit is answered with 200, `fits: false`, the reasons and the nearest thing that fits. Memory is in GiB (2^30 bytes) of one GPU. */
    post: operations['CreateGpuPlan'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/gpu-plans/rankings': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** @description Plans the model for every GPU product of the clusters that the caller may see, with as few GPUs as it fits on (1, 2, 4 or 8, one node). What fits comes first, the cheapest of it first, unpriced after priced. */
    post: operations['RankGpuOptions'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/model-servers/{id}/gpu-plan': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** @description What the planner says of the server as it was started, beside the KV cache that its engine reports, for those who may read the server. */
    get: operations['GetServerGpuPlan'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/model-servers/{id}/readiness': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** @description The rules of production readiness, asked of one server, for those who may read it. What the portal does not observe is `unknown` with the reason, never `fail`. */
    get: operations['GetServerReadiness'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/readiness': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** @description What the rules say of all servers that the caller may read, by owner: those with the most failures first. Computed in one pass over the fleet, every ten seconds at most; `checkedAt` says when. Sums over all of them stand beside `items`. */
    get: operations['GetReadinessReport'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/readiness/servers': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** @description Servers that the caller may read, the worst first: by rules that fail, then by those that are unknown. The evidence of a server is told by `/model-servers/{id}/readiness`. */
    get: operations['ListReadinessServers'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/readiness/scores': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** @description How many rules each server that the caller may read passes and fails, for tables that show many. As old as `checkedAt` says; a server that was observed since is not in it yet. */
    get: operations['ListReadinessScores'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/models': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** @description Registered models the caller may read, ordered by namespace and name, one page at a time. */
    get: operations['ListModels'];
    put?: never;
    /** @description Registers a model. The same model again changes nothing; one that differs is 409 (change it with PATCH). */
    post: operations['CreateModel'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/models/{namespace}/{name}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get: operations['GetModel'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    /** @description Changes what describes a model; versions stay as they are. */
    patch: operations['UpdateModel'];
    trace?: never;
  };
  '/models/{namespace}/{name}/versions': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** @description Versions of a model, newest first (by when they were made, else by when they were registered). */
    get: operations['ListModelVersions'];
    put?: never;
    /** @description Registers an immutable version. The same content again changes nothing; other content under the same version is 409 and names what differs. */
    post: operations['RegisterModelVersion'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/models/{namespace}/{name}/versions/{version}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** @description One version; `@alias` in place of the version is the version that the alias points to. */
    get: operations['GetModelVersion'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/models/{namespace}/{name}/versions/{version}/retirement': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    /** @description Retires a version, or takes it back into use. Nothing is deleted. A version that a protected alias points to cannot be retired. */
    put: operations['RetireModelVersion'];
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/models/{namespace}/{name}/versions/{version}/metrics': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** @description Adds results of later evaluations. A result that is there already with another value is 409. */
    post: operations['AddVersionMetrics'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/models/{namespace}/{name}/versions/{version}/lineage': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** @description Adds what a version was made from, learnt later. Cycles are refused with 409. */
    post: operations['AddVersionLineage'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/models/{namespace}/{name}/aliases/{alias}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    /** @description Points an alias at a version, or at none (`version: null`). With `expectedVersion` the move happens only while the alias points there (`null`: at none yet), else 409 names the version it points to. A protected alias waits for a second person: the answer is 202 with the request to approve. */
    put: operations['MoveAlias'];
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/models/{namespace}/{name}/aliases/{alias}/history': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** @description Every move of an alias, newest first. */
    get: operations['ListAliasHistory'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/models/{namespace}/{name}/alias-requests/{requestId}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    /** @description Approves or rejects the move of a protected alias. The person who asked for it cannot approve it; they may withdraw it by rejecting. */
    put: operations['DecideAliasRequest'];
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/models/{namespace}/{name}/lineage': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** @description What versions of a model were made from, and what was made from them; with the servers that run them. */
    get: operations['GetModelLineage'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/models/{namespace}/{name}/compare': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** @description Two versions side by side. */
    get: operations['CompareModelVersions'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/models/{namespace}/{name}/servers': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** @description Where a model runs now, and by which rule each server was joined to a version. */
    get: operations['ListServersOfModel'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/model-versions': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** @description Versions of all models the caller may read, ordered by model and version, one page at a time. */
    get: operations['SearchModelVersions'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/lineage': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** @description The graph around any node, for example everything that descends from `hf://Qwen/Qwen3-32B`, down to the servers. */
    get: operations['GetLineage'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/model-servers/{id}/registration': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** @description The model and version that would be registered from what a server is observed to run. */
    get: operations['ProposeRegistration'];
    put?: never;
    /** @description Registers the model and version that a server is observed to run, under the proposed names or others. */
    post: operations['RegisterFromServer'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/registry-imports': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** @description Runs of imports, newest first, by schedule or by hand; the last 20 of either kind are kept of every registry, of scheduled ones that changed nothing only the last. Needs the permission to start imports. */
    get: operations['ListRegistryImports'];
    put?: never;
    /** @description Begins to read a configured registry and answers at once with the run, which `GET /registry-imports/{id}` tells more about until it has ended. With `dryRun` everything is read, nothing is written, and the run says what would be. 409 while an import of this registry is running on any replica. */
    post: operations['StartRegistryImport'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/registry-imports/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** @description A run of an import with what it changed, found different, and could not read; while it is running as far as it has come. Needs the permission to start imports. */
    get: operations['GetRegistryImport'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/registry-conflicts': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** @description Immutable facts that changed at a source after they were imported. The registry keeps what it had. */
    get: operations['ListRegistryConflicts'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/model-servers/{id}/release': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** @description How a server is since its last revision, beside the week before, for those who may read it. */
    get: operations['GetServerRelease'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/failing-releases': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** @description Servers that the caller may read and that are worse since a revision of the last three days, the newest revision first. Of very many revisions the newest 100 are judged. */
    get: operations['ListFailingReleases'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/model-servers/{id}/remediation-plans': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** @description Looks at the server on its cluster and says what would be done and why it is safe, with a dry run of every step. Nothing is changed. Needs `inference.server.scale`. */
    post: operations['PlanRemediation'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/remediations': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** @description What was done to servers that the caller may read, newest first. */
    get: operations['ListRemediations'];
    put?: never;
    /** @description Does a plan, after the world and the evidence were looked at again. Needs the header `Idempotency-Key`: the same key, plan and caller start one remediation however often they come. Answered with 409 when the plan expired, was made by somebody else or the world has moved since, and when another change of the server goes on. A `restore` ends the watch over an earlier scaling to zero. */
    post: operations['StartRemediation'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/remediations/{remediationId}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** @description One remediation with its plan and everything that happened. */
    get: operations['GetRemediation'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/model-servers/{id}/rollback-plans': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** @description Looks at the server on its cluster and says what going back would do and why it is safe. Nothing is changed. Without `revisionId` the target is the last revision that was healthy and served. */
    post: operations['PlanRollback'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/rollbacks': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** @description Rollbacks of servers that the caller may read, newest first. */
    get: operations['ListRollbacks'];
    put?: never;
    /** @description Does a plan. Needs the header `Idempotency-Key`: the same key, plan and caller start one rollback however often they come. Answered with 409 when the plan expired or the world has moved since, and when another change of the server goes on. */
    post: operations['StartRollback'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/rollbacks/{rollbackId}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** @description One rollback with its plan and everything that happened. */
    get: operations['GetRollback'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/rollbacks/{rollbackId}/undo': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** @description Puts back what ran before the rollback. Answered with 409 once it is over; a new plan to the revision before does the same then. */
    post: operations['UndoRollback'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/rollbacks/{rollbackId}/approve': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** @description Lets a rollback begin that waits for a second person, who is never the one who asked. Answered with 409 when it does not wait. */
    post: operations['ApproveRollback'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/rollbacks/{rollbackId}/decline': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** @description Ends a rollback that waits for approval, before anything is written. Whoever asked may withdraw it so. */
    post: operations['DeclineRollback'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/rollbacks/{rollbackId}/resume-sync': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** @description Lets Argo CD or Flux sync again before the pause is over: what stands in Git is applied. Answered with 409 when nothing is paused. */
    post: operations['ResumeRollbackSync'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/model-servers/{id}/usage': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** @description What a server did, hour by hour or day by day, oldest first. Hours without a sample are left out: nobody looked, which is never the same as 0. Hours are kept for 100 days, days for 25 months. */
    get: operations['GetServerUsage'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/usage': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** @description What all servers that the caller may read did in one window, added up. Servers of which nobody told anything are left out, which is never the same as 0. */
    get: operations['ListServerUsage'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
}
export type webhooks = Record<string, never>;
export interface components {
  schemas: {
    Error: {
      error: {
        name: string;
        message: string;
      };
    };
    /** @enum {string} */
    RuntimeName:
      | 'vllm'
      | 'tensorrt-llm'
      | 'triton'
      | 'sglang'
      | 'tgi'
      | 'nim'
      | 'ray-serve'
      | 'unknown';
    /**
     * @description One word for the health of a server. `serving` all wanted replicas are ready; `degraded` some are; `starting` none is yet and nothing failed; `crash-looping`, `image-pull-error`, `out-of-memory` say why none or some are not; `pending` pods find no node; `scaled-to-zero` none is wanted; `removed` the object is gone; `unknown` the cluster does not tell.
     * @enum {string}
     */
    ServerState:
      | 'serving'
      | 'degraded'
      | 'starting'
      | 'crash-looping'
      | 'image-pull-error'
      | 'out-of-memory'
      | 'pending'
      | 'scaled-to-zero'
      | 'removed'
      | 'unknown';
    /** @description A value with the place it was read from. */
    Evidence: {
      value: string | null;
      /** @description Where the value stands, for example `args --model` or `label inference-portal/model`. */
      source: string;
    };
    GpuRequest: {
      /**
       * @example nvidia.com/gpu
       * @example nvidia.com/mig-1g.10gb
       */
      resource: string;
      count: number;
    };
    Gpus: {
      /** @description Physical GPUs one replica asks for (MIG and shared devices are fractions); null when the node type is not known. */
      perReplica: number | null;
      /** @description Physical GPUs that bound, unfinished pods of this server hold now. */
      held: number | null;
      /** @description Short GPU name such as `H100`, from the labels of the nodes the pods run on, else from the node selector. */
      product: string | null;
      /** @description Every product the pods run on. */
      products: string[];
      /** @description As written for one replica. */
      requests: components['schemas']['GpuRequest'][];
      /** @description True for time-sliced */
      shared: boolean;
    };
    Replicas: {
      desired: number | null;
      ready: number | null;
      updated: number | null;
    };
    Owner: {
      /** @description Entity ref of a Group or User; null when nobody owns the server. */
      ref: string | null;
      /** @enum {string} */
      source: 'workload' | 'catalog' | 'namespace' | 'config' | 'none';
      /** @description A sentence such as `annotation inference-portal/owner on the Deployment`. */
      reason: string;
    };
    /** @enum {string} */
    ManagerName: 'argo-cd' | 'flux' | 'helm' | 'operator' | 'none';
    ModelServer: {
      id: string;
      cluster: string;
      namespace: string;
      kind: string;
      apiVersion: string;
      name: string;
      uid: string;
      /** @description Catalog entity of the server. */
      entityRef: string | null;
      owner: components['schemas']['Owner'];
      model: {
        /** @description Model id such as `Qwen/Qwen3-32B` or an entity ref written on the workload. */
        id: string | null;
        entityRef: string | null;
        /** @description Version named by a label or annotation. */
        version: string | null;
        /** @description Source revision (commit, tag). */
        revision: string | null;
        /** @description Source URI such as `hf://Qwen/Qwen3-32B@<sha>`. */
        source: string | null;
        /** @description True when the source cannot change under the server. */
        pinned: boolean | null;
      };
      /** @description Null when the server is unregistered. */
      registration: components['schemas']['Registration'] | null;
      runtime: {
        name: components['schemas']['RuntimeName'];
        version: string | null;
      };
      gpus: components['schemas']['Gpus'];
      replicas: components['schemas']['Replicas'];
      state: components['schemas']['ServerState'];
      /** @description The reason in a sentence, for example the words of the scheduler. */
      stateReason: string | null;
      /** Format: date-time */
      stateSince: string | null;
      manager: {
        name: components['schemas']['ManagerName'];
        instance: string | null;
      };
      currentRevision: number | null;
      /** Format: date-time */
      createdAt: string | null;
      /**
       * Format: date-time
       * @description When the current revision began.
       */
      changedAt: string | null;
      /** Format: date-time */
      lastSeenAt: string;
      /** Format: date-time */
      removedAt: string | null;
      /** @description What could not be read of this server, and why. */
      warnings: string[];
    };
    Pod: {
      name: string;
      uid: string;
      node: string | null;
      phase: string;
      ready: boolean;
      restarts: number;
      /**
       * @example CrashLoopBackOff
       * @example Unschedulable
       */
      reason: string | null;
      message: string | null;
      gpuProduct: string | null;
      /** @description Physical GPUs held. */
      gpus: number | null;
      /** @description Template hash label. */
      revisionHash: string | null;
      /** Format: date-time */
      createdAt: string | null;
      /** Format: date-time */
      startedAt: string | null;
    };
    Endpoint: {
      url: string;
      source: string;
    };
    ModelServerDetail: components['schemas']['ModelServer'] & {
      image: components['schemas']['Image'];
      servedNames: string[];
      precision: components['schemas']['Evidence'];
      quantization: components['schemas']['Evidence'];
      tensorParallel: number | null;
      pipelineParallel: number | null;
      maxModelLength: number | null;
      endpoints: components['schemas']['Endpoint'][];
      pods: components['schemas']['Pod'][];
      /** @description Pods beyond those listed. */
      podsOmitted: number;
      labels: {
        [key: string]: string;
      };
    };
    Image: {
      reference: string | null;
      /** @description Digest that the kubelet reported, or that the reference names. */
      digest: string | null;
    };
    ServerRevision: {
      id: string;
      serverId: string;
      /** @description Counted by the portal, 1 is the oldest known. */
      number: number;
      /** @description SHA-256 of the normalised specification. */
      specHash: string;
      /** @description Normalised specification with literal secrets redacted. */
      spec: {
        [key: string]: unknown;
      };
      /**
       * Format: date-time
       * @description When the portal learnt of it.
       */
      observedAt: string;
      /**
       * Format: date-time
       * @description When it began on the cluster.
       */
      startedAt: string;
      /** Format: date-time */
      endedAt: string | null;
      /**
       * @description `cluster-history` revisions were read from ReplicaSets or ControllerRevisions that existed before the portal did; they carry the pod template only.
       * @enum {string}
       */
      source: 'watch' | 'cluster-history';
      /** @description Field manager of the last change of the specification. */
      changedBy: string | null;
      changeCause: string | null;
      images: components['schemas']['Image'][];
      current: boolean;
      /** @description Revision number that Kubernetes itself gives, if any. */
      clusterRevision: string | null;
    };
    FleetSummary: {
      servers: number;
      byState: {
        state: components['schemas']['ServerState'];
        count: number;
      }[];
      byOwner: {
        owner: string | null;
        servers: number;
        gpusHeld: number;
      }[];
      /** @description By product, over the nodes of all readable clusters. */
      gpus: {
        product: string;
        /** @description Physical GPUs of the nodes. */
        capacity: number;
        heldByServers: number;
        /** @description Held by pods that are not model servers (notebooks, training jobs). */
        heldByOthers: number;
        free: number;
      }[];
      coverage: {
        clustersTotal: number;
        clustersReadable: number;
        reasons: string[];
      };
      /** @description Servers in a failing state, worst first, at most 20. */
      needsAttention: components['schemas']['ModelServer'][];
    };
    DataSourceIssue: {
      /**
       * @example forbidden
       * @example unreachable
       * @example tls
       * @example config
       * @example watch-failed
       * @example clock-skew
       * @example malformed-object
       */
      code: string;
      message: string;
      /** @description What to do, such as the RBAC rule to add as YAML. */
      fix: string | null;
      /** Format: date-time */
      since?: string | null;
    };
    DataSource: {
      id: string;
      /** @enum {string} */
      type: 'cluster' | 'prometheus' | 'registry';
      name: string;
      /** @description Without credentials. */
      url: string | null;
      /** @enum {string} */
      status:
        | 'healthy'
        | 'degraded'
        | 'unreachable'
        | 'misconfigured'
        | 'starting';
      version: string | null;
      /** Format: date-time */
      lastDataAt: string | null;
      lagSeconds: number | null;
      /** Format: date-time */
      checkedAt: string | null;
      /** @description What of the expected is there, for example servers with request metrics. */
      coverage: {
        name: string;
        have: number | null;
        want: number | null;
      }[];
      issues: components['schemas']['DataSourceIssue'][];
      /** @description Kinds that are watched on a cluster. */
      resources: {
        /** @example apps/v1/deployments */
        resource: string;
        /** @enum {string} */
        status:
          | 'watching'
          | 'listing'
          | 'not-installed'
          | 'forbidden'
          | 'failing';
        objects: number | null;
        /** Format: date-time */
        lastEventAt: string | null;
      }[];
      /** @description Named queries of a Prometheus with what they cost. */
      queries: {
        name: string;
        /** @enum {string} */
        status: 'ok' | 'empty' | 'failed';
        series: number | null;
        durationMs: number | null;
        message: string | null;
      }[];
    };
    Money: {
      /** @description ISO 4217. */
      currency: string;
      /** @description Micro-units: 1500000 is 1.50. */
      micros: number;
    };
    CostRates: {
      /**
       * Format: date-time
       * @description When it was so.
       */
      at: string;
      items: {
        serverId: string;
        perDay: components['schemas']['Money'];
      }[];
    };
    /** @enum {string} */
    CostGrouping:
      | 'owner'
      | 'model'
      | 'version'
      | 'server'
      | 'pod'
      | 'node'
      | 'cluster'
      | 'gpu-product'
      | 'capacity-type'
      | 'bucket'
      | 'label';
    /** @enum {string} */
    CostGranularity: 'total' | 'hour' | 'day' | 'month';
    /** @enum {string} */
    IdleView: 'separate' | 'weighted' | 'even';
    CostCaveat: {
      /** @enum {string} */
      code:
        | 'estimated'
        | 'unobserved'
        | 'unpriced'
        | 'stale-prices'
        | 'guessed-prices'
        | 'overcommit'
        | 'several-currencies'
        | 'still-counting'
        | 'previous-incomplete'
        | 'corrected';
      /** @description What `message` says in numbers, for texts in other languages: `hours` (GPU-hours), `days`, `date` (RFC 3339), `currencies`, `micros` and `currency`. */
      values: {
        [key: string]: string | number;
      };
      message: string;
    };
    /** @description Cost beside what was served for it, in micro-units. Input and output share the cost by the seconds of prefill and decode. */
    UnitCosts: {
      perRequest: number | null;
      perMillionTokens: number | null;
      perMillionInputTokens: number | null;
      perMillionOutputTokens: number | null;
      /**
       * @description `fallback`: nobody measured the seconds, and an output token counts as 2.5 input tokens.
       * @enum {string|null}
       */
      split: 'seconds' | 'fallback' | null;
      /** @description Too little traffic for the figures to mean much. */
      lowVolume: boolean;
    };
    CostLine: {
      /** @description What it is grouped by; `__unallocated__`, `__idle__`, `__unobserved__`, `__unused-commitment__` and `__overcommit__` belong to nobody. */
      key: string;
      /** @description For people; null when the key is all there is. */
      title: string | null;
      /** @description Of `micros`; null when nothing is priced. There is a line for each currency. */
      currency: string | null;
      /** @description Null when nobody knows the price of any of it. */
      micros: number | null;
      gpuHours: number;
      /** @description Part of `gpuHours` that `micros` leaves out. */
      unpricedGpuHours: number;
      estimated: boolean;
      /** @description Share of GPU-hours in which the GPUs did something, 0 to 1; null without metrics. Never part of the money. */
      gpuActivity: number | null;
      /** @description Over the whole window; null without traffic, and where metrics saw less than four fifths of it. Of a line that stands for many servers, the cost of those whose traffic is known over what they served; null where these are less than four fifths of its cost. */
      unitCosts: components['schemas']['UnitCosts'] | null;
      /** @description Null without `compare`. */
      previous: {
        micros: number | null;
        gpuHours: number;
        /** @description micros - previous.micros = priceEffect + quantityEffect, to the micro-unit. */
        priceEffect: number | null;
        quantityEffect: number | null;
      } | null;
      /** @description What was told of the line when its months were closed; the rest is the correction. Null when nothing changed since, and for pods, labels and hours, of which nobody knows it. */
      told: {
        micros: number | null;
        gpuHours: number;
        unpricedGpuHours: number;
      } | null;
    };
    CostSeries: {
      /**
       * Format: date-time
       * @description Beginning of the hour, day or month in the zone, or of the window.
       */
      start: string;
      /** Format: date-time */
      end: string;
      lines: components['schemas']['CostLine'][];
      total: number | null;
    };
    PriceCoverage: {
      /** @description node-annotation, config, csv, extension, shipped, shipped-gpu (one provider's price of a GPU, a guess for others), or `unpriced`. */
      source: string;
      share: number;
      gpuHours: number;
      /**
       * Format: date-time
       * @description Of the oldest price used.
       */
      asOf: string | null;
    };
    CostBucketSum: {
      /** @description owned, unallocated, idle-free, idle-fragmented, idle-cordoned, unused-commitment, unobserved or overcommit. */
      bucket: string;
      micros: number | null;
      gpuHours: number;
    };
    CostReport: {
      /** Format: date-time */
      from: string;
      /** Format: date-time */
      to: string;
      timezone: string;
      /** @description Null when nothing is priced, or there are several: then every line says its own, and there is no total. */
      currency: string | null;
      groupBy: components['schemas']['CostGrouping'];
      granularity: components['schemas']['CostGranularity'];
      idle: components['schemas']['IdleView'];
      /** @description Micro-units: the sum of all lines, to the micro-unit. */
      total: number | null;
      gpuHours: number;
      /** @description The most expensive first, what belongs to nobody last. */
      lines: components['schemas']['CostLine'][];
      series: components['schemas']['CostSeries'][];
      buckets: components['schemas']['CostBucketSum'][];
      priced: components['schemas']['PriceCoverage'][];
      /** @description Local months of the window whose costs were told and stand; what changes them is a correction. Months are closed in the zones of `inference.costs.timezones`. */
      closedMonths: {
        /** Format: date-time */
        from: string;
        /** Format: date-time */
        to: string;
        /** Format: date-time */
        closedAt: string;
      }[];
      /** @description What `total` changed by since months of the window were closed; null when none is, and where nobody knows. */
      correction: number | null;
      caveats: components['schemas']['CostCaveat'][];
    };
    CostEvidenceItem: {
      /** Format: date-time */
      from: string;
      /**
       * Format: date-time
       * @description Null while it lasts.
       */
      to: string | null;
      node: string;
      cluster: string;
      /** @description `<namespace>/<name>`; null for idle GPUs. */
      pod: string | null;
      /** @description `<namespace>/<name>`, or the id of one that the portal no longer knows. */
      server: string | null;
      bucket: string;
      owner: string | null;
      model: string | null;
      /** @description Physical GPUs, such as `1/8`. */
      weight: string;
      gpuHours: number;
      pricePerGpuHourMicros: number | null;
      currency: string | null;
      priceSource: string | null;
      priceNote: string | null;
      /** @description Rounded for itself; only the lines of a report add up. */
      micros: number | null;
      /** @enum {string} */
      quality: 'observed' | 'estimated';
    };
    CostEvidence: {
      items: components['schemas']['CostEvidenceItem'][];
      nextCursor?: string;
    };
    CostPrice: {
      id: string;
      /** @enum {string} */
      source:
        | 'node-annotation'
        | 'config'
        | 'csv'
        | 'extension'
        | 'shipped'
        | 'shipped-gpu';
      /** @description Null matches every cluster; so do the other fields of the match. */
      cluster: string | null;
      instanceType: string | null;
      gpuProduct: string | null;
      region: string | null;
      capacityType: string | null;
      currency: string;
      /** @enum {string} */
      unit: 'node-hour' | 'gpu-hour';
      /** @description Micro-units for one `unit`; the list may tell finer prices than whole ones. */
      micros: number;
      /**
       * Format: date-time
       * @description Null when it is in effect since ever.
       */
      from: string | null;
      /** Format: date-time */
      to: string | null;
      /**
       * Format: date-time
       * @description When somebody last checked it.
       */
      asOf: string | null;
      note: string | null;
      /** @description A shipped price that nobody checked for more than 90 days. */
      stale: boolean;
    };
    CostPrices: {
      items: components['schemas']['CostPrice'][];
      /** @description By share of GPU-hours in the window. */
      priced: components['schemas']['PriceCoverage'][];
      caveats: components['schemas']['CostCaveat'][];
    };
    BudgetScope: {
      /** @enum {string} */
      kind: 'owner' | 'model';
      /** @description Entity ref of a Group or User, which stands for all groups below it, too; or `<namespace>/<name>` of a model. */
      ref: string;
    };
    NewBudget: {
      scope: components['schemas']['BudgetScope'];
      monthly: components['schemas']['Money'];
      /** @description IANA name in which months are cut. Default: UTC. */
      timezone?: string;
      note?: string | null;
    };
    Budget: {
      id: string;
      scope: components['schemas']['BudgetScope'];
      monthly: components['schemas']['Money'];
      timezone: string;
      note: string | null;
      /** @description Who set it last. */
      createdBy: string;
      /**
       * Format: date-time
       * @description When it was set last.
       */
      createdAt: string;
    };
    BudgetStatus: {
      budget: components['schemas']['Budget'];
      /** @example 2026-11 */
      month: string;
      /** @description Micro-units; null when it is not priced in the currency of the budget. */
      spent: number | null;
      /** @description At month end, if it goes on like the last seven days. */
      forecast: number | null;
      /** @enum {string} */
      state: 'on-track' | 'at-risk' | 'exceeded' | 'unknown';
      /** @description Spent by the end of each local day so far. */
      burnDown: {
        /** @example 2026-11-01 */
        day: string;
        micros: number | null;
      }[];
    };
    /** @description The tightest quota of GPUs of the namespace, in GPUs as pods request them. */
    DeploymentGpuQuota: {
      hard: number;
      used: number;
    };
    DeploymentGpus: {
      /** @description Short name, such as `H100`; `unknown` when the nodes do not say. */
      product: string;
      /** @description Of one GPU; null when the portal does not know the product. */
      memoryGiB: number | null;
      /** @description Of the cluster, whichever nodes they are on. */
      free: number;
      total: number;
      /** @description What its nodes carry as `nvidia.com/gpu.product`, which is what `gpu.product` of a deployment has to say. */
      nodeLabels: string[];
    };
    DeploymentTarget: {
      cluster: string;
      namespace: string;
      /** @description Entity ref of whom the annotation of the namespace or a rule names; null when nothing does. */
      owner: string | null;
      /** @description Whether the caller may deploy there. */
      allowed: boolean;
      /** @description Why the caller may not, and what to do; null when they may. */
      reason: string | null;
      /** @description Null when the namespace has none, or when the portal may not read quotas. */
      gpuQuota: components['schemas']['DeploymentGpuQuota'] | null;
      gpus: components['schemas']['DeploymentGpus'][];
    };
    DeploymentTargets: {
      items: components['schemas']['DeploymentTarget'][];
      /** @description What could not be read, such as a cluster that does not answer. */
      problems: string[];
    };
    /** @description An object of Kubernetes. Only kinds that a model server is made of are taken. */
    DeploymentObject: {
      apiVersion: string;
      kind: string;
      metadata: {
        name: string;
        /** @description The one of the request. */
        namespace?: string;
      } & {
        [key: string]: unknown;
      };
    } & {
      [key: string]: unknown;
    };
    DeploymentRequest: {
      cluster: string;
      namespace: string;
      /** @description Entity ref of the Group or User that the server will belong to: the owner of the namespace, or one that the caller belongs to where nobody owns it. */
      owner: string;
      /**
       * @description True: everything but storing.
       * @default false
       */
      dryRun: boolean;
      objects: components['schemas']['DeploymentObject'][];
    };
    DeployedObject: {
      apiVersion: string;
      kind: string;
      name: string;
      /** @enum {string} */
      result: 'created' | 'configured' | 'unchanged';
    };
    DeploymentOutcome: {
      dryRun: boolean;
      /** @description In the order in which they are applied. */
      objects: components['schemas']['DeployedObject'][];
      /** @description What holds, and is not what one would expect: the GPU quota could not be read, for one. */
      warnings: string[];
    };
    /**
     * @description `open` waits for somebody; `snoozed` and `waived` are silent until a day; `accepted` is agreed with and stays until the server is gone or used; `resolved` no longer holds.
     * @enum {string}
     */
    FindingState: 'open' | 'snoozed' | 'waived' | 'accepted' | 'resolved';
    /**
     * @description What the detector says of the server.
     * @enum {string}
     */
    FindingCause:
      | 'zombie'
      | 'superseded'
      | 'crash-looping'
      | 'stuck-pending'
      | 'orphaned'
      | 'duplicate'
      | 'idle'
      | 'over-provisioned';
    /** @enum {string} */
    FindingConfidence: 'high' | 'medium' | 'low';
    FindingReason: {
      /** @description Never changes; lower case with dashes, such as `silent-for`. */
      code: string;
      /** @description Figures by name; hours, days and counts say so in their names. */
      values: {
        [key: string]: number | string | null;
      };
    };
    FindingServer: {
      id: string;
      name: string;
      namespace: string;
      cluster: string;
      /** @description Model id that the server tells. */
      model: string | null;
      /** @description Catalog entity of the server. */
      entityRef: string | null;
    };
    /** @description What the server holds now, at the price of now, for a month of 730 hours. It is avoidable only where somebody else uses the GPUs, or where the node is given back once it is empty. */
    FindingStakes: {
      currency: string | null;
      /** @description Micro-units a month; null when nobody knows the price, or several currencies meet. */
      microsPerMonth: number | null;
      /** @description Physical GPUs that would be freed; null when the ledger does not know the server. */
      gpus: number | null;
      /** @description Short name such as `H100`; several are joined by a comma. */
      gpuProduct: string | null;
      /** @description Part of `gpus` that `microsPerMonth` leaves out. */
      unpricedGpus: number;
      /** @description Where: "frees n GPUs on node X". */
      nodes: {
        node: string;
        /** @description Physical GPUs that the server holds there. */
        gpus: number;
        /** @description Physical GPUs of the node. */
        nodeGpus: number;
        /** @description Physical GPUs that others hold there. */
        othersGpus: number;
        /** @description True when nobody else holds a GPU there, so that the node itself could be given back. */
        empties: boolean;
      }[];
    };
    FindingSilence: {
      /** @enum {string} */
      kind: 'snoozed' | 'waived' | 'accepted';
      /**
       * Format: date-time
       * @description Null for `accepted`.
       */
      until: string | null;
      reason: string | null;
      /** @description Entity ref of a person or name of a service. */
      by: string;
      /** Format: date-time */
      at: string;
    };
    Finding: {
      id: string;
      server: components['schemas']['FindingServer'];
      /** @description Entity ref of the owner of the server; null when nobody owns it. */
      owner: string | null;
      cause: components['schemas']['FindingCause'];
      state: components['schemas']['FindingState'];
      confidence: components['schemas']['FindingConfidence'];
      /** @description The evidence in one English sentence. */
      summary: string;
      reasons: components['schemas']['FindingReason'][];
      /**
       * Format: date-time
       * @description Begin of what is claimed, such as the end of the last activity.
       */
      since: string | null;
      /** Format: date-time */
      openedAt: string;
      /**
       * Format: date-time
       * @description When the detector last said so.
       */
      checkedAt: string;
      /**
       * Format: date-time
       * @description When the verdict can change without new activity.
       */
      nextCheckAt: string;
      /** Format: date-time */
      resolvedAt: string | null;
      /**
       * @description Why it no longer holds; `in-use` is said of what was used, and of what works again.
       * @enum {string|null}
       */
      resolution:
        | 'in-use'
        | 'another-cause'
        | 'exempt'
        | 'redeployed'
        | 'scaled-to-zero'
        | 'server-removed'
        | null;
      /** @description The owner is missing in the catalog. */
      orphaned: boolean;
      /** @description True for causes of which everything at stake could be freed; only those count in sums and in the order. */
      avoidable: boolean;
      stakes: components['schemas']['FindingStakes'];
      /** @description Why it is silent; null while it is open. */
      silence: components['schemas']['FindingSilence'] | null;
      /**
       * Format: date-time
       * @description When the owner was last told; null when never.
       */
      notifiedAt: string | null;
    };
    FindingEvent: {
      /** Format: date-time */
      at: string;
      /** @enum {string} */
      kind:
        | 'opened'
        | 'reopened'
        | 'confidence-changed'
        | 'snoozed'
        | 'waived'
        | 'accepted'
        | 'silence-ended'
        | 'notified'
        | 'scaled-to-zero'
        | 'restored'
        | 'resolved';
      /** @description Entity ref of a person or name of a service; null for the portal itself. */
      by: string | null;
      /** @description With `opened`: the cause whose finding it continues, if any. */
      cause: string | null;
      confidence: components['schemas']['FindingConfidence'] | null;
      /** Format: date-time */
      until: string | null;
      /** @description Words of a person; with `resolved` the `resolution`; with `scaled-to-zero` and `restored` the reason of the remediation. */
      reason: string | null;
    };
    FindingDetail: components['schemas']['Finding'] & {
      /** @description Oldest first. */
      history: components['schemas']['FindingEvent'][];
    };
    FindingSum: {
      count: number;
      /** @description Physical GPUs. */
      gpus: number;
      /** @description A month of 730 hours; one for each currency. Findings that say only that a server is larger or less known than it should be (over-provisioned, orphaned) are not in it; a server with several findings counts once. */
      avoidable: components['schemas']['Money'][];
      /** @description Findings whose cost nobody knows. */
      unpriced: number;
    };
    FindingPage: {
      items: components['schemas']['Finding'][];
      nextCursor?: string;
      totals: components['schemas']['FindingSum'];
      /** @description The most avoidable cost first, nobody's last. */
      byOwner: (components['schemas']['FindingSum'] & {
        owner: string | null;
      })[];
      /** @description How much the list can be trusted. */
      detection: {
        /**
         * Format: date-time
         * @description Null before the first run.
         */
        lastRunAt: string | null;
        /** @description Clusters for which there are no new findings now, and why. What was found before stays. */
        paused: {
          /**
           * @description `outage`: no server of it has samples; `past`: samples are there, and what was before is still being read.
           * @enum {string}
           */
          kind: 'outage' | 'past';
          cluster: string;
          /**
           * Format: date-time
           * @description End of the last sample before an outage; null when there was none lately, and of a `past`.
           */
          since: string | null;
          /**
           * Format: date-time
           * @description How far back the past was read so far: silence that began before is not judged yet. Null of an `outage`.
           */
          readBackTo: string | null;
          /** @description The same as a sentence. */
          message: string;
        }[];
      };
    };
    /** @description Of the pod with the least room. */
    ReportedKvCache: {
      /** @description As the engine counts them; where it tells blocks only, in the proportion of the plan. */
      kvTokens: number;
      blocks: number;
      /** @description Tokens of a block. */
      blockSize: number;
      /** @description That report their cache. */
      pods: number;
      /** @description Where it stands, such as `vllm:cache_config_info`. */
      metric: string;
    };
    ServerGpuPlan: {
      serverId: string;
      planned: components['schemas']['GpuPlan'] | null;
      /** @description Why nothing can be planned; null when it can. */
      plannedReason: string | null;
      actual: components['schemas']['ReportedKvCache'] | null;
      /** @description Why nothing is reported; null when it is. */
      actualReason: string | null;
      /** @description Tokens of the engine against those of the plan: positive when it holds more. Null when one of them is not known. */
      differencePercent: number | null;
    };
    /** @description Multi-head latent attention, whose cache every tensor-parallel rank holds whole. */
    GpuPlanMla: {
      kvLoraRank: number;
      qkRopeHeadDim: number;
    };
    /** @description What config.json tells. Fields that are left out come from the shipped table, by the id of the model. */
    GpuPlanArchitecture: {
      layers?: number | null;
      /** @description Default: attentionHeads. */
      kvHeads?: number | null;
      /** @description Default: hiddenSize / attentionHeads. */
      headDim?: number | null;
      hiddenSize?: number | null;
      attentionHeads?: number | null;
      vocabSize?: number | null;
      /** @description All of them; of a mixture of experts too. */
      parametersBillions?: number | null;
      /** @description What a token reads; of a mixture of experts a part. Default: all. */
      activeParametersBillions?: number | null;
      /** @description Tokens that layers without full attention look back. */
      slidingWindow?: number | null;
      /** @description Layers without the window. Default with a window: none. */
      fullAttentionLayers?: number | null;
      mla?: components['schemas']['GpuPlanMla'] | null;
      maxContext?: number | null;
    };
    GpuPlanModel: {
      /** @description As at a hub, such as `Qwen/Qwen3-32B`, or `<namespace>/<name>` of a registered model. */
      id: string;
      architecture?: components['schemas']['GpuPlanArchitecture'] | null;
      /** @description The config.json of the model; `architecture` is stronger. */
      config?: {
        [key: string]: unknown;
      } | null;
    };
    GpuPlanEngine: {
      /** @enum {string} */
      name: 'vllm' | 'tensorrt-llm';
      /** @description Such as 0.30.0. Default: the newest that the portal knows. */
      version?: string | null;
    };
    GpuPlanGpu: {
      /** @description As node labels or the portal write it: H100, NVIDIA-H100-80GB-HBM3, A100-80GB. */
      product?: string | null;
      /** @description What CUDA sees. Needed for products that the portal does not know. */
      memoryGiB?: number | null;
    };
    GpuPlanLora: {
      /**
       * @description Adapters that are on the GPU at a time.
       * @default 1
       */
      maxLoras: number;
      /** @default 16 */
      maxRank: number;
    };
    /**
     * @description Of the weights. Null: as the model is published.
     * @enum {string|null}
     */
    GpuPlanQuantization: 'fp8' | 'awq' | 'gptq' | 'mxfp4' | 'nvfp4' | null;
    /**
     * @description Default: auto, that of the model.
     * @enum {string|null}
     */
    GpuPlanKvCacheDtype: 'auto' | 'fp8' | null;
    /**
     * @description Default: bfloat16, on GPUs without it float16.
     * @enum {string|null}
     */
    GpuPlanDtype: 'bfloat16' | 'float16' | 'float32' | null;
    /** @description Default: 1. */
    GpuPlanPipelineParallel: number | null;
    /** @description vLLM: share of the whole memory; TensorRT-LLM: of what is free after loading. Default: that of the engine. */
    GpuPlanGpuMemoryUtilization: number | null;
    /** @description Default: maxContext of the model. */
    GpuPlanMaxModelLen: number | null;
    /** @description Default: that of the engine on this GPU. */
    GpuPlanMaxNumBatchedTokens: number | null;
    /** @description Default: that of the engine on this GPU. */
    GpuPlanMaxNumSeqs: number | null;
    /** @description Tokens of a block. Default: 16 in vLLM, 32 in TensorRT-LLM. */
    GpuPlanBlockSize: number | null;
    GpuPlanLoraSetting: components['schemas']['GpuPlanLora'] | null;
    /** @description Share of the decode roofline that is served over time, for the cost of a token. Default: 0.4. */
    GpuPlanUtilization: number | null;
    GpuPlanRequest: {
      model: components['schemas']['GpuPlanModel'];
      engine: components['schemas']['GpuPlanEngine'];
      gpu: components['schemas']['GpuPlanGpu'];
      /** @description Default: 1. */
      tensorParallel?: number | null;
      pipelineParallel?: components['schemas']['GpuPlanPipelineParallel'];
      gpuMemoryUtilization?: components['schemas']['GpuPlanGpuMemoryUtilization'];
      maxModelLen?: components['schemas']['GpuPlanMaxModelLen'];
      maxNumBatchedTokens?: components['schemas']['GpuPlanMaxNumBatchedTokens'];
      maxNumSeqs?: components['schemas']['GpuPlanMaxNumSeqs'];
      dtype?: components['schemas']['GpuPlanDtype'];
      quantization?: components['schemas']['GpuPlanQuantization'];
      kvCacheDtype?: components['schemas']['GpuPlanKvCacheDtype'];
      blockSize?: components['schemas']['GpuPlanBlockSize'];
      lora?: components['schemas']['GpuPlanLoraSetting'];
      utilization?: components['schemas']['GpuPlanUtilization'];
      /** @description The pool of each GPU as an engine reports it; only the tokens are computed then. */
      kvPoolGiB?: number | null;
    };
    GpuRankingRequest: {
      model: components['schemas']['GpuPlanModel'];
      engine: components['schemas']['GpuPlanEngine'];
      gpuMemoryUtilization?: components['schemas']['GpuPlanGpuMemoryUtilization'];
      maxModelLen?: components['schemas']['GpuPlanMaxModelLen'];
      maxNumBatchedTokens?: components['schemas']['GpuPlanMaxNumBatchedTokens'];
      maxNumSeqs?: components['schemas']['GpuPlanMaxNumSeqs'];
      dtype?: components['schemas']['GpuPlanDtype'];
      quantization?: components['schemas']['GpuPlanQuantization'];
      kvCacheDtype?: components['schemas']['GpuPlanKvCacheDtype'];
      blockSize?: components['schemas']['GpuPlanBlockSize'];
      lora?: components['schemas']['GpuPlanLoraSetting'];
      utilization?: components['schemas']['GpuPlanUtilization'];
      /** @description Only these. Default: all that the caller may see. */
      clusters?: string[] | null;
    };
    GpuPlanRange: {
      low: number;
      high: number;
    };
    /** @description The smallest change of the request that fits. */
    GpuPlanNearest: {
      /** @enum {string} */
      change:
        | 'maxModelLen'
        | 'tensorParallel'
        | 'pipelineParallel'
        | 'kvCacheDtype'
        | 'quantization'
        | 'dtype';
      tensorParallel: number;
      pipelineParallel: number;
      maxModelLen: number | null;
      /** @enum {string} */
      dtype: 'bfloat16' | 'float16' | 'float32';
      quantization: components['schemas']['GpuPlanQuantization'];
      /** @enum {string} */
      kvCacheDtype: 'auto' | 'fp8';
      longestModelLen: number | null;
      maxConcurrency: number | null;
    };
    /** @description Seconds from the start of the container, estimated. */
    GpuPlanStartup: {
      /** @description Of the weights */
      downloadSeconds: number;
      /** @description From disk to the GPUs */
      loadSeconds: number;
      /** @description Profiling */
      prepareSeconds: number;
      totalSeconds: number;
      /** @description For a startupProbe with a period of 10 seconds, half as much again as estimated, at least 60. */
      probeFailureThreshold: number;
    };
    /** @description What memory bandwidth allows at most; real engines stay below. */
    GpuPlanDecode: {
      /** @description A single request. */
      tokensPerSecondPerSequence: number;
      /** @description Requests at a time. */
      batch: number;
      /** @description All of these together, each half as long as maxModelLen. */
      tokensPerSecond: number;
    };
    /** @description By the prices of the portal. Money in micro-units of the currency. */
    GpuPlanCost: {
      /** @description ISO 4217. */
      currency: string;
      perHour: number;
      /** @description Of 730 hours. */
      perMonth: number;
      /** @description Generated tokens, at `utilization` of the decode roofline; null where that is not known. */
      perMillionTokens: number | null;
      utilization: number;
      /** @enum {string} */
      source:
        | 'node-annotation'
        | 'config'
        | 'csv'
        | 'extension'
        | 'shipped'
        | 'shipped-gpu';
    };
    GpuPlan: {
      fits: boolean;
      /** @description Of the GPU that has least room, as everything per GPU. Null where it was not computed. */
      weightsGiB: number | null;
      activationGiB: number | null;
      nonTorchGiB: number | null;
      /** @description What the engine takes off the pool for CUDA graphs; 0 for versions that do not. */
      cudaGraphGiB: number | null;
      loraGiB: number | null;
      /** @description 0 where weights and activations leave none. */
      kvPoolGiB: number | null;
      /** @description Where the pool of the engine is to be expected. */
      kvPoolRangeGiB: components['schemas']['GpuPlanRange'] | null;
      /** @description As the engine prints it. */
      kvTokens: number | null;
      kvBlocks: number | null;
      /** @description Of one GPU, with all layers that it holds. */
      kvBytesPerToken: number | null;
      /** @description Groups of layers that share the pool. */
      kvGroups: number | null;
      blockSize: number;
      /** @description Requests of maxModelLen tokens. */
      maxConcurrency: number | null;
      /** @description That was planned for. */
      maxModelLen: number | null;
      /** @description Longest request that fits, at most maxContext of the model; 0 when none does. */
      longestModelLen: number | null;
      /** @enum {string} */
      confidence: 'high' | 'medium' | 'low';
      /** @description Why it does not fit, then why the figures are less than certain. */
      reasons: string[];
      /** @description What was assumed. */
      notes: string[];
      nearest: components['schemas']['GpuPlanNearest'] | null;
      gpus: number;
      tensorParallel: number;
      pipelineParallel: number;
      /** @description Of each pipeline stage. */
      layersPerRank: number[];
      gpu: {
        product: string | null;
        memoryGiB: number | null;
        bandwidthGBps: number | null;
      };
      engine: {
        name: string;
        version: string;
      };
      model: {
        id: string;
        /**
         * @description Where layers and heads come from.
         * @enum {string}
         */
        source: 'request' | 'config' | 'registry' | 'hub' | 'table';
        parametersBillions: number | null;
        maxContext: number | null;
      };
      startup: components['schemas']['GpuPlanStartup'] | null;
      decode: components['schemas']['GpuPlanDecode'] | null;
      /** @description Null when nobody knows the price, and for callers who may not read costs. */
      cost: components['schemas']['GpuPlanCost'] | null;
    };
    GpuOption: {
      cluster: string;
      product: string;
      /** @description That it needs, or the most that were tried. */
      gpus: number;
      capacityGpus: number;
      /** @description Of the cluster, whichever nodes they are on. */
      freeGpus: number;
      fitsOnFreeGpus: boolean;
      plan: components['schemas']['GpuPlan'];
    };
    GpuRanking: {
      items: components['schemas']['GpuOption'][];
      /** @description Products of the fleet whose memory the portal does not know. */
      unknownProducts: string[];
    };
    /** @enum {string} */
    ReadinessResult: 'pass' | 'fail' | 'unknown' | 'not-applicable';
    /** @enum {string} */
    ReadinessGroup:
      | 'scaling'
      | 'startup'
      | 'engine'
      | 'change'
      | 'pod'
      | 'operation';
    /**
     * @description Names a rule; never changes.
     * @enum {string}
     */
    ReadinessCode:
      | 'autoscaling'
      | 'redundancy'
      | 'second-cluster'
      | 'disruption-budget'
      | 'startup-budget'
      | 'readiness-probe'
      | 'liveness-probe'
      | 'model-cache'
      | 'grace-period'
      | 'kv-limits'
      | 'precision'
      | 'batching'
      | 'shared-memory'
      | 'pinned-image'
      | 'pinned-model'
      | 'registered-version'
      | 'rollback-target'
      | 'memory-limits'
      | 'security-context'
      | 'request-log'
      | 'memory-growth'
      | 'cost-budget'
      | 'exit-plan';
    ReadinessEvidence: {
      /** @description What was looked at, such as `failureThreshold`. */
      name: string;
      /** @description Null when it is not stated. */
      value: string | number | boolean | null;
      /** @description Where it stands, such as `containers[vllm].startupProbe`. */
      source: string | null;
    };
    ReadinessItem: {
      code: components['schemas']['ReadinessCode'];
      group: components['schemas']['ReadinessGroup'];
      result: components['schemas']['ReadinessResult'];
      /** @description Why, in one sentence. */
      message: string;
      evidence: components['schemas']['ReadinessEvidence'][];
      /** @description Where the documentation says how to fix it: an address below `inference.documentationUrl`, without that one of the repository. */
      fix: string;
    };
    ReadinessCounts: {
      pass: number;
      fail: number;
      unknown: number;
      notApplicable: number;
    };
    ServerReadiness: {
      serverId: string;
      /** Format: date-time */
      checkedAt: string;
      /** @description Number of the revision whose specification was read; null when none is recorded. */
      revision: number | null;
      counts: components['schemas']['ReadinessCounts'];
      /** @description In the order of their groups. */
      items: components['schemas']['ReadinessItem'][];
    };
    ReadinessRuleCounts: {
      code: components['schemas']['ReadinessCode'];
      group: components['schemas']['ReadinessGroup'];
      counts: components['schemas']['ReadinessCounts'];
    };
    /** @description Servers of one owner, added up. */
    ReadinessTeam: {
      /** @description Entity ref; null for servers that nobody owns. */
      owner: string | null;
      /** @description For people; null when the catalog tells none. */
      title: string | null;
      servers: number;
      /** @description Servers of which some rule fails. */
      failing: number;
      counts: components['schemas']['ReadinessCounts'];
      /** @description Every rule, in the order of the scorecard. */
      rules: components['schemas']['ReadinessRuleCounts'][];
    };
    ReadinessReport: {
      /**
       * Format: date-time
       * @description When the servers were judged.
       */
      checkedAt: string;
      servers: number;
      /** @description Servers of which some rule fails. */
      failing: number;
      counts: components['schemas']['ReadinessCounts'];
      /** @description Every rule, in the order of the scorecard. */
      rules: components['schemas']['ReadinessRuleCounts'][];
      /** @description One for each owner, the most failures first. */
      items: components['schemas']['ReadinessTeam'][];
    };
    ReadinessServer: {
      server: components['schemas']['FindingServer'];
      /** @description Entity ref; null when nobody owns it. */
      owner: string | null;
      counts: components['schemas']['ReadinessCounts'];
      /** @description Rules that fail. */
      fail: components['schemas']['ReadinessCode'][];
      /** @description Rules of which the portal does not see the answer. */
      unknown: components['schemas']['ReadinessCode'][];
    };
    ReadinessScores: {
      /**
       * Format: date-time
       * @description When the servers were judged.
       */
      checkedAt: string;
      items: {
        serverId: string;
        counts: components['schemas']['ReadinessCounts'];
      }[];
    };
    ReadinessServerPage: {
      items: components['schemas']['ReadinessServer'][];
      /** @description Left out on the last page. */
      nextCursor?: string;
    };
    /**
     * @description Through what a model or version came into the registry.
     * @enum {string}
     */
    RegistryOrigin:
      | 'portal'
      | 'api'
      | 'catalog'
      | 'scaffolder'
      | 'observed'
      | 'mlflow'
      | 'kubeflow'
      | 'hugging-face'
      | 'oci'
      | 'other';
    /** @enum {string} */
    VersionState: 'active' | 'retired';
    ModelRef: {
      namespace: string;
      name: string;
    };
    AliasState: {
      alias: string;
      version: string;
      /** @description False when the source of the version may change under it, such as a branch. */
      pinned: boolean;
      /** Format: date-time */
      since: string;
      /** @description Entity ref of a person or name of a service. */
      movedBy: string;
      /** @description Moves need a second person. */
      protected: boolean;
    };
    Model: {
      namespace: string;
      name: string;
      /** @description The catalog entity of the model: `resource:<namespace>/<name>`. */
      entityRef: string;
      title: string | null;
      description: string | null;
      /** @description Entity ref of a Group or User; null when nobody owns it. */
      owner: string | null;
      /** @description That of the production version */
      license: string | null;
      homepage: string | null;
      tags: string[];
      origin: components['schemas']['RegistryOrigin'];
      /** @description Ids under which servers and hubs know it, such as `Qwen/Qwen3-32B`. */
      sourceIds: string[];
      /** @description Registered versions, retired ones included. */
      versions: number;
      /** @description Newest active version. */
      latestVersion: string | null;
      aliases: components['schemas']['AliasState'][];
      /** @description What the production version, else the newest, was made from: models here and outside, as ids of the lineage. Left out when nothing is known. */
      derivedFrom?: string[];
      /** @description Servers that run a version of it now. */
      servers: number;
      /** Format: date-time */
      createdAt: string;
      createdBy: string;
      /**
       * Format: date-time
       * @description Last registration, alias move, retirement or change of the description.
       */
      changedAt: string;
      pendingRequests: components['schemas']['AliasRequest'][];
      /** @description Open conflicts with sources. */
      conflicts: number;
    };
    NewModel: {
      namespace: string;
      name: string;
      /** @description Entity ref of a Group or User. */
      owner: string;
      title?: string;
      description?: string;
      homepage?: string;
      tags?: string[];
      sourceIds?: string[];
    };
    ModelChange: {
      owner?: string;
      title?: string | null;
      description?: string | null;
      homepage?: string | null;
      tags?: string[];
      sourceIds?: string[];
    };
    VersionSource: {
      /** @description Without credentials. */
      uri: string;
      /** @enum {string} */
      kind:
        | 'hugging-face'
        | 's3'
        | 'gs'
        | 'azure'
        | 'oci'
        | 'pvc'
        | 'mlflow'
        | 'http'
        | 'file'
        | 'other';
      /** @description True when the bytes behind the URI cannot change: a commit, a digest, or a content digest recorded with the version. */
      pinned: boolean;
      /** @description Commit, tag, branch or digest that the URI names. */
      revision: string | null;
    };
    /** @description What a signer or verifier said; recorded, not verified here. */
    Signature: {
      /** @description Digest of the Sigstore bundle. */
      bundleDigest: string;
      identity: string;
      issuer?: string;
      /**
       * @description Left out means unverified.
       * @enum {string}
       */
      status?: 'verified' | 'failed' | 'unverified';
      /** Format: date-time */
      verifiedAt?: string;
    };
    EvaluationMetric: {
      /**
       * @example accuracy
       * @example mmlu
       * @example wer
       */
      name: string;
      value: number;
      dataset?: string;
      /** @description Part of the dataset, such as a language. */
      slice?: string;
      /**
       * Format: date-time
       * @description When it was measured.
       */
      at?: string;
      /**
       * @description Which direction is better; known for common names when left out.
       * @enum {string}
       */
      better?: 'higher' | 'lower';
    };
    /** @enum {string} */
    LineageRelation:
      | 'finetune'
      | 'quantized'
      | 'adapter'
      | 'merge'
      | 'distilled'
      | 'trained-on'
      | 'produced-by'
      | 'previous-version';
    LineageLink: {
      relation: components['schemas']['LineageRelation'];
      /** @description What it was made from: `model:<namespace>/<name>@<version>`, `hf://org/name[@sha]`, `dataset:…`, `run:…`, `commit:…`, or a URI. */
      to: string;
      note?: string;
    };
    NewModelVersion: {
      version: string;
      /** @description URI: `hf://org/name@sha`, `s3://…`, `gs://…`, `oci://…@sha256:…`, `pvc://…`, `models:/name/1`, `https://…`. */
      source: string;
      /** @description Of the content, as `sha256:<hex>`. */
      digest?: string;
      /**
       * @example safetensors
       * @example gguf
       * @example onnx
       * @example tensorrt-llm
       * @example pytorch
       */
      format?: string;
      /** @example Qwen3ForCausalLM */
      architecture?: string;
      parameters?: number;
      /**
       * @example bf16
       * @example fp8
       */
      precision?: string;
      /**
       * @example awq
       * @example gptq
       * @example nvfp4
       */
      quantization?: string;
      contextLength?: number;
      /** @description SPDX id or expression, or `LicenseRef-…`. */
      license?: string;
      description?: string;
      /** @description Markdown. */
      modelCard?: string;
      /** @description Page of this version elsewhere. */
      homepage?: string;
      /** @description Who made it. */
      creator?: string;
      /**
       * Format: date-time
       * @description When it was made.
       */
      createdAt?: string;
      signature?: components['schemas']['Signature'];
      metrics?: components['schemas']['EvaluationMetric'][];
      lineage?: components['schemas']['LineageLink'][];
      tags?: {
        [key: string]: string;
      };
    };
    ModelVersion: {
      model: components['schemas']['ModelRef'];
      version: string;
      state: components['schemas']['VersionState'];
      retirement: {
        reason: string;
        by: string;
        /** Format: date-time */
        at: string;
      } | null;
      source: components['schemas']['VersionSource'];
      digest: string | null;
      format: string | null;
      architecture: string | null;
      parameters: number | null;
      precision: string | null;
      quantization: string | null;
      contextLength: number | null;
      license: string | null;
      description: string | null;
      homepage: string | null;
      creator: string | null;
      /** Format: date-time */
      createdAt: string | null;
      /** Format: date-time */
      registeredAt: string;
      registeredBy: string;
      origin: components['schemas']['RegistryOrigin'];
      signature: components['schemas']['Signature'] | null;
      aliases: string[];
      /** @description Servers that run it now. */
      servers: number;
      /** @description The first three, for lists. */
      headlineMetrics: components['schemas']['EvaluationMetric'][];
      conflicts: number;
    };
    ModelVersionDetail: components['schemas']['ModelVersion'] & {
      modelCard: string | null;
      metrics: components['schemas']['EvaluationMetric'][];
      lineage: components['schemas']['LineageLink'][];
      tags: {
        [key: string]: string;
      };
    };
    AliasMove: {
      alias: string;
      from: string | null;
      to: string | null;
      /** Format: date-time */
      at: string;
      by: string;
      approvedBy: string | null;
      reason: string | null;
    };
    AliasRequest: {
      id: string;
      alias: string;
      /** @description Where the alias pointed when it was asked. */
      from: string | null;
      to: string | null;
      reason: string | null;
      requestedBy: string;
      /** Format: date-time */
      requestedAt: string;
      /** @enum {string} */
      status: 'pending' | 'approved' | 'rejected' | 'stale';
      decidedBy: string | null;
      /** Format: date-time */
      decidedAt: string | null;
      decisionReason: string | null;
    };
    AliasMoveResult: {
      /** @description False when the alias pointed there already or a second person has to approve. */
      moved: boolean;
      alias: string;
      /** @description Where the alias points now. */
      version: string | null;
      request: components['schemas']['AliasRequest'] | null;
    };
    LineageNode: {
      /** @description As in links; servers are `server:<id>`. */
      id: string;
      /** @enum {string} */
      kind:
        | 'version'
        | 'external-model'
        | 'dataset'
        | 'run'
        | 'commit'
        | 'artifact'
        | 'server';
      label: string;
      /** @description A second line, such as the format and precision of a version. */
      detail: string | null;
      version: {
        namespace: string;
        name: string;
        version: string;
        state: components['schemas']['VersionState'];
        license: string | null;
        pinned: boolean;
        aliases: string[];
      } | null;
      server: {
        id: string;
        cluster: string;
        namespace: string;
        name: string;
        state: components['schemas']['ServerState'];
        owner: string | null;
      } | null;
      /** @description A version of a model that the caller may not read; its label says no more. */
      hidden: boolean;
    };
    LineageEdge: {
      /** @description Id of what was made. */
      from: string;
      /** @description Id of what it was made from; for `runs` the version that a server runs. */
      to: string;
      /** @enum {string} */
      relation:
        | 'finetune'
        | 'quantized'
        | 'adapter'
        | 'merge'
        | 'distilled'
        | 'trained-on'
        | 'produced-by'
        | 'previous-version'
        | 'runs';
      note: string | null;
    };
    LineageGraph: {
      /** @description Ids of the nodes that were asked for. */
      roots: string[];
      nodes: components['schemas']['LineageNode'][];
      edges: components['schemas']['LineageEdge'][];
      /** @description True when depth or the limit of 5000 nodes cut something off. */
      truncated: boolean;
      /** @description Servers below the roots. */
      affectedServers: number;
    };
    VersionComparison: {
      a: components['schemas']['ModelVersionDetail'];
      b: components['schemas']['ModelVersionDetail'];
      fields: {
        field: string;
        a: string | null;
        b: string | null;
        same: boolean;
      }[];
      metrics: {
        name: string;
        dataset: string | null;
        slice: string | null;
        a: number | null;
        b: number | null;
        /**
         * @description `unknown` when one side is missing or nobody says which direction is better.
         * @enum {string}
         */
        verdict: 'better' | 'worse' | 'same' | 'unknown';
      }[];
      lineage: {
        onlyA: components['schemas']['LineageLink'][];
        onlyB: components['schemas']['LineageLink'][];
        both: components['schemas']['LineageLink'][];
      };
      /** @description Specifications of the servers that run either version, as the current revision has them. */
      servers: {
        /** @enum {string} */
        runs: 'a' | 'b';
        server: components['schemas']['ModelServer'];
        specHash: string | null;
        spec: {
          [key: string]: unknown;
        } | null;
      }[];
    };
    /** @description The registered version that a server runs, and how that is known. */
    Registration: {
      namespace: string;
      name: string;
      /** @description Null when the model is known but no version of it. */
      version: string | null;
      /** @description A sentence such as `annotation inference-portal/version on the Deployment`. */
      reason: string;
      /** @enum {string} */
      confidence: 'certain' | 'high' | 'medium';
    };
    RegistrationProposal: {
      namespace: string;
      name: string;
      version: string;
      owner: string | null;
      source: string | null;
      pinned: boolean;
      evidence: components['schemas']['Evidence'][];
      modelExists: boolean;
      /** @description Why it cannot be registered, such as a server whose model nobody can tell. */
      blocked: string | null;
    };
    ImportRun: {
      id: string;
      /** @description Name of the registry in `inference.registries`. */
      source: string;
      /** @description Nothing is written; the counts say what would be. */
      dryRun: boolean;
      state: components['schemas']['ImportState'];
      /** @description Entity ref of a person, name of a service, or `service:scheduler`. */
      startedBy: string;
      /** Format: date-time */
      startedAt: string;
      /**
       * Format: date-time
       * @description Last sign of life.
       */
      changedAt: string;
      /** Format: date-time */
      finishedAt: string | null;
      models: components['schemas']['ImportCounts'];
      versions: components['schemas']['ImportCounts'];
      aliases: components['schemas']['ImportCounts'];
      /** @description Versions that were retired as they are archived at the source or gone from there. */
      retired: number;
      /** @description Versions taken back into use as they are at the source again. */
      restored: number;
      /** @description Facts found different from what is registered. */
      conflicts: number;
      /** @description Things that could not be imported. */
      problems: number;
      /** @description Why the source could not be read; null unless the run failed. */
      error: string | null;
    };
    /**
     * @description `interrupted`: the process ended or was told to; another run goes on where this one ended.
     * @enum {string}
     */
    ImportState: 'running' | 'succeeded' | 'failed' | 'interrupted';
    ImportRunDetail: components['schemas']['ImportRun'] & {
      /** @description What was written, or would be, in the order of the source. */
      changes: components['schemas']['ImportChange'][];
      /** @description Further changes that are counted and not listed. */
      changesOmitted: number;
      foundConflicts: components['schemas']['ImportConflict'][];
      /** @description What could not be read, and why. */
      foundProblems: string[];
    };
    ImportChange: {
      /** @enum {string} */
      kind:
        | 'model-created'
        | 'model-changed'
        | 'version-created'
        | 'version-changed'
        | 'version-retired'
        | 'version-restored'
        | 'alias-created'
        | 'alias-changed';
      model: components['schemas']['ModelRef'];
      /** @description The version or alias; null for a model. */
      name: string | null;
      /** @description Such as `1 → 2` for an alias, or the reason of a retirement. */
      detail: string | null;
    };
    ImportConflict: {
      model: components['schemas']['ModelRef'];
      version: string;
      field: string;
      recorded: string | null;
      found: string | null;
    };
    ImportCounts: {
      created: number;
      changed: number;
      unchanged: number;
      skipped: number;
    };
    RegistryConflict: {
      source: string;
      model: components['schemas']['ModelRef'];
      version: string;
      field: string;
      recorded: string | null;
      found: string | null;
      /** Format: date-time */
      firstSeenAt: string;
      /** Format: date-time */
      lastSeenAt: string;
    };
    /** @description What is clearly worse than before. */
    ReleaseSymptom: {
      /**
       * @description Share of requests that fail, or restarts of containers in an hour.
       * @enum {string}
       */
      kind: 'errors' | 'restarts';
      /** @description So many times as much as before; null when there was none before. */
      factor: number | null;
    };
    /** @description Hours of a server, added up. */
    ReleaseFigures: {
      /** @description That were measured. */
      hours: number;
      /** @description Answered or failed. */
      requests: number | null;
      errors: number | null;
      /** @description 0 to 1. */
      errorShare: number | null;
      restarts: number | null;
      restartsPerHour: number | null;
    };
    ReleaseJudgement: {
      /** @description Null when nothing is clearly worse. */
      symptom: components['schemas']['ReleaseSymptom'] | null;
      before: components['schemas']['ReleaseFigures'];
      after: components['schemas']['ReleaseFigures'];
      /** @description The only hour that tells of the revision has minutes of the one before in it. */
      partial: boolean;
    };
    ServerRelease: {
      server: components['schemas']['FindingServer'];
      revision: number | null;
      /** Format: date-time */
      startedAt: string | null;
      /** @description Null when nobody knows: a first or an old revision, too little traffic before it, no measured hour since. */
      judgement: components['schemas']['ReleaseJudgement'] | null;
    };
    /**
     * @description `scale-to-zero` frees the GPUs and deletes nothing; `restore` brings back what the portal scaled to zero.
     * @enum {string}
     */
    RemediationAction: 'scale-to-zero' | 'restore';
    /**
     * @description `planned` waits for its first step; `applying` writes; `watching` looks for refused requests for 24 hours after a scaling to zero; `succeeded`; `failed` says why in `problem`; `undone`: the server was brought back while it was watched.
     * @enum {string}
     */
    RemediationState:
      | 'planned'
      | 'applying'
      | 'watching'
      | 'succeeded'
      | 'failed'
      | 'undone';
    /**
     * @description `apply`: the portal does the steps; `propose`: the change has to be made in Git; `none`: nothing to do, or something blocks it.
     * @enum {string}
     */
    RemediationMethod: 'apply' | 'propose' | 'none';
    RemediationStep: {
      /** @description A sentence. */
      summary: string;
      object: {
        group: string;
        version: string;
        kind: string;
        namespace: string;
        name: string;
      };
      changes: components['schemas']['RemediationFieldChange'][];
    };
    RemediationFieldChange: {
      /** @description Path in the object, such as `spec.replicas`. */
      field: string;
      /** @description Null when the field is absent or may be anything. */
      before: string | null;
      /** @description Null when the field is removed. */
      after: string | null;
    };
    RemediationCheck: {
      /** @description Never changes; lower case with dashes, such as `recent-requests`. */
      code: string;
      /** @enum {string} */
      result: 'pass' | 'warn' | 'block';
      /** @description A sentence, with what to do where it is not a pass. */
      message: string;
    };
    /** @description The change to make where the object is managed. */
    RemediationProposal: {
      /** @enum {string} */
      manager: 'argo-cd' | 'flux';
      instance: string | null;
      message: string;
      commands: string[];
      /** @description The fields to set, as YAML: one document an object, with comments that say what they were. */
      patch: string;
    };
    RemediationPlan: {
      id: string;
      /** @description SHA-256 of whatever the plan rests on: another world gives another one. */
      hash: string;
      serverId: string;
      /** Format: date-time */
      createdAt: string;
      /** Format: date-time */
      expiresAt: string;
      action: components['schemas']['RemediationAction'];
      method: components['schemas']['RemediationMethod'];
      findingId: string | null;
      steps: components['schemas']['RemediationStep'][];
      checks: components['schemas']['RemediationCheck'][];
      /** @description Messages of the checks that block. */
      blockedBy: string[];
      proposal: components['schemas']['RemediationProposal'] | null;
    };
    Remediation: {
      id: string;
      server: components['schemas']['FindingServer'];
      /** @description Entity ref. */
      owner: string | null;
      action: components['schemas']['RemediationAction'];
      state: components['schemas']['RemediationState'];
      planId: string;
      planHash: string;
      findingId: string | null;
      /** @description Entity ref of a person or name of a service. */
      actor: string;
      reason: string;
      /** Format: date-time */
      startedAt: string;
      /** Format: date-time */
      updatedAt: string;
      /**
       * Format: date-time
       * @description Null while it goes on.
       */
      finishedAt: string | null;
      /**
       * Format: date-time
       * @description When the cluster had taken all steps.
       */
      appliedAt: string | null;
      /**
       * Format: date-time
       * @description End of the watch for refused requests; null where nothing is watched.
       */
      watchedUntil: string | null;
      /** @description Requests that a gateway could not deliver since; null when nobody counted them. */
      refusedRequests: number | null;
      /** @description Why it failed, with what to do. */
      problem: string | null;
      /** @description It may be worth a plan to `restore`: something was written, and the server was not brought back as far as this remediation knows. */
      restorable: boolean;
    };
    RemediationEvent: {
      /** Format: date-time */
      at: string;
      state: components['schemas']['RemediationState'];
      message: string;
    };
    RemediationDetail: components['schemas']['Remediation'] & {
      plan: components['schemas']['RemediationPlan'];
      /** @description Oldest first. */
      events: components['schemas']['RemediationEvent'][];
    };
    RemediationPage: {
      items: components['schemas']['Remediation'][];
      nextCursor?: string;
    };
    /**
     * @description `awaiting-approval` waits for a second person; `declined` was refused by one, or withdrawn; `planned` waits for its first step; `applying` writes; `awaiting-merge` waits until a pull request is merged and the cluster runs it; `rolling` waits for the pods; `verifying` looks whether they stay healthy; `succeeded`; `failed` says why and may still be undone while `finishedAt` is null; `undoing` puts back what was there before; `undone`.
     * @enum {string}
     */
    RollbackState:
      | 'awaiting-approval'
      | 'planned'
      | 'applying'
      | 'awaiting-merge'
      | 'rolling'
      | 'verifying'
      | 'succeeded'
      | 'failed'
      | 'undoing'
      | 'undone'
      | 'declined';
    /**
     * @description `abort-canary` sends traffic back to the stable version, then restores its template; `restore-template` writes the pod template of a revision; `restore-spec` writes a specification that the portal kept; `shift-traffic` changes weights only; `pause-sync` pauses the sync of Argo CD or Flux, then writes as the others do; `pull-request` opens a pull request that changes the manifest in Git; `propose` shows the change that has to be made where the object is managed; `none`: nothing to do, or something blocks it.
     * @enum {string}
     */
    RollbackMethod:
      | 'restore-template'
      | 'abort-canary'
      | 'restore-spec'
      | 'shift-traffic'
      | 'pause-sync'
      | 'pull-request'
      | 'propose'
      | 'none';
    RollbackRevision: {
      id: string;
      number: number;
      clusterRevision: string | null;
      images: components['schemas']['Image'][];
      /** Format: date-time */
      startedAt: string;
      /** Format: date-time */
      endedAt: string | null;
      changedBy: string | null;
      changeCause: string | null;
      /**
       * @description `cluster`: a ReplicaSet or ControllerRevision still holds it; `portal`: only the portal kept it; `none`: it cannot be restored.
       * @enum {string}
       */
      source: 'cluster' | 'portal' | 'none';
    };
    RollbackStep: {
      /** @description A sentence. */
      summary: string;
      object: {
        group: string;
        version: string;
        kind: string;
        namespace: string;
        name: string;
      };
      subresource: string | null;
    };
    /** @description One field that will change. Literal secrets are redacted. */
    RollbackDifference: {
      /** @description Path in the specification, such as `template.spec.containers[vllm].image`. */
      field: string;
      /**
       * @description What a reader looks for first comes first.
       * @enum {string}
       */
      aspect:
        | 'image'
        | 'model'
        | 'flag'
        | 'environment'
        | 'resources'
        | 'other';
      /** @enum {string} */
      change: 'added' | 'removed' | 'changed';
      /** @description Null when the field is added. */
      before: string | null;
      /** @description Null when the field is removed. */
      after: string | null;
    };
    RollbackCheck: {
      /** @description Never changes; lower case with dashes, such as `gpus-fit`. */
      code: string;
      /** @enum {string} */
      result: 'pass' | 'warn' | 'block';
      /** @description A sentence, with what to do where it is not a pass. */
      message: string;
    };
    /** @description The change to make where the object is managed. */
    RollbackProposal: {
      /** @enum {string} */
      manager: 'argo-cd' | 'flux' | 'helm';
      instance: string | null;
      message: string;
      commands: string[];
      /** @description The change as YAML, redacted. */
      patch: string;
    };
    /** @description What syncs the server from Git. */
    RollbackSyncTarget: {
      cluster: string;
      /** @description `Application`, `Kustomization` or `HelmRelease`. */
      kind: string;
      namespace: string;
      name: string;
    };
    RollbackPlannedPause: components['schemas']['RollbackSyncTarget'] & {
      /** @description After which the portal resumes the sync by itself. */
      minutes: number;
    };
    /** @description A pause of the sync that a rollback made. */
    RollbackSyncPause: components['schemas']['RollbackSyncTarget'] & {
      /** Format: date-time */
      pausedAt: string;
      /**
       * Format: date-time
       * @description From then on it is resumed.
       */
      until: string;
      /**
       * Format: date-time
       * @description Null while it is paused.
       */
      endedAt: string | null;
      /** @description Why it ended, as a sentence. */
      ended: string | null;
      /** @description What keeps the portal from resuming it; it tries on. */
      problem: string | null;
    };
    /** @description Who has to approve it, and why. */
    RollbackApprovers: {
      /** @description Protected aliases that point to the version that is left. */
      aliases: string[];
      /** @description Group whose members decide; null for whoever may roll the server back. */
      approvers: string | null;
    };
    RollbackApproval: components['schemas']['RollbackApprovers'] & {
      /**
       * @description `skipped`: it was an emergency.
       * @enum {string}
       */
      state: 'waiting' | 'approved' | 'declined' | 'expired' | 'skipped';
      /**
       * Format: date-time
       * @description Until when it waits.
       */
      expiresAt: string;
      /** @description Who decided. */
      by: string | null;
      /** Format: date-time */
      at: string | null;
      reason: string | null;
    };
    RollbackPlan: {
      id: string;
      /** @description SHA-256 of whatever the plan rests on: another world gives another one. */
      hash: string;
      serverId: string;
      /** Format: date-time */
      createdAt: string;
      /** Format: date-time */
      expiresAt: string;
      /** @enum {string} */
      action: 'rollback';
      method: components['schemas']['RollbackMethod'];
      /** @description What runs now; null while it is not recorded yet. */
      from: components['schemas']['RollbackRevision'] | null;
      /** @description Null when there is no revision to go back to. */
      to: components['schemas']['RollbackRevision'] | null;
      steps: components['schemas']['RollbackStep'][];
      diff: components['schemas']['RollbackDifference'][];
      checks: components['schemas']['RollbackCheck'][];
      /** @description What stays as it is, each in a sentence. */
      notRestored: string[];
      /** @description Until the restored pods are ready, from how long that revision took before; null when nobody knows. */
      expectedSeconds: number | null;
      /** @description Messages of the checks that block. */
      blockedBy: string[];
      proposal: components['schemas']['RollbackProposal'] | null;
      /** @description What is paused before it is written; null when nothing is. */
      pause: components['schemas']['RollbackPlannedPause'] | null;
      /** @description Null when none is opened. */
      pullRequest: components['schemas']['RollbackPlannedPullRequest'] | null;
      /** @description Null when nobody else has to approve it. */
      approval: components['schemas']['RollbackApprovers'] | null;
    };
    /** @description The pull request, or merge request, that brings the earlier revision back. */
    RollbackPlannedPullRequest: {
      /** @description Address for browsers. */
      repository: string;
      /** @description The branch that is deployed, which it is to be merged into. */
      branch: string;
      files: {
        path: string;
        /** @description The lines that change, without those around them; literal secrets are redacted. */
        diff: string;
      }[];
    };
    /** @description The pull request that a rollback opened. */
    RollbackPullRequest: {
      number: number;
      /** Format: uri */
      url: string;
      /** @enum {string} */
      state: 'open' | 'merged' | 'closed';
      /**
       * Format: date-time
       * @description Until then the cluster has to run what it brings.
       */
      until: string;
    };
    RollbackPods: {
      desired: number | null;
      /** @description Of the restored revision. */
      updated: number | null;
      ready: number | null;
      /** @description Pods that restart again and again. */
      crashing: number;
    };
    Rollback: {
      id: string;
      server: components['schemas']['FindingServer'];
      owner: string | null;
      state: components['schemas']['RollbackState'];
      method: components['schemas']['RollbackMethod'];
      planId: string;
      planHash: string;
      from: components['schemas']['RollbackRevision'] | null;
      to: components['schemas']['RollbackRevision'] | null;
      /** @description Entity ref of a person or name of a service. */
      actor: string;
      reason: string;
      autoUndo: boolean;
      /** Format: date-time */
      startedAt: string;
      /** Format: date-time */
      updatedAt: string;
      /**
       * Format: date-time
       * @description Null while it goes on, and for 30 minutes after it succeeded, in which the portal watches whether somebody reverts it.
       */
      finishedAt: string | null;
      /**
       * Format: date-time
       * @description When the cluster had taken the change.
       */
      appliedAt: string | null;
      /**
       * Format: date-time
       * @description When the restored pods were all ready.
       */
      healthyAt: string | null;
      /**
       * Format: date-time
       * @description Until when they must be; null before the change was written.
       */
      deadline: string | null;
      /** @description As they were last seen; null before. */
      pods: components['schemas']['RollbackPods'] | null;
      /** @description Why it failed, or what keeps it, with what to do. */
      problem: string | null;
      /** @description Somebody or something changed it after the rollback; null when not. */
      reverted: {
        /** @description Field manager. */
        by: string | null;
        /** Format: date-time */
        at: string;
      } | null;
      undoable: boolean;
      /** @description Null when nobody else had to approve it. */
      approval: components['schemas']['RollbackApproval'] | null;
      /** @description Null when it is not done by one. */
      pullRequest: components['schemas']['RollbackPullRequest'] | null;
    };
    RollbackEvent: {
      /** Format: date-time */
      at: string;
      state: components['schemas']['RollbackState'];
      message: string;
    };
    RollbackDetail: components['schemas']['Rollback'] & {
      /** @description Null when no sync was paused for it. */
      syncPause: components['schemas']['RollbackSyncPause'] | null;
      plan: components['schemas']['RollbackPlan'];
      /** @description Oldest first. */
      events: components['schemas']['RollbackEvent'][];
    };
    RollbackPage: {
      items: components['schemas']['Rollback'][];
      nextCursor?: string;
      /** @description From the start until the pods were ready, over the rollbacks of this page that succeeded; null when none did. */
      meanSecondsToRestore: number | null;
    };
    UsageSums: {
      /** Format: date-time */
      from: string;
      /** Format: date-time */
      to: string;
      items: components['schemas']['UsageSum'][];
    };
    /** @description One server. Null is what no sample told. */
    UsageSum: {
      serverId: string;
      /** @description Successful requests: the larger of what the server and what a gateway before it counted. */
      requests: number | null;
      errors: number | null;
      /** @description From the request to its last token; the mean of the hours by requests. */
      latencyMs: components['schemas']['UsagePercentiles'] | null;
    };
    /** @enum {string} */
    UsageGranularity: 'hour' | 'day';
    ServerUsage: {
      granularity: components['schemas']['UsageGranularity'];
      /**
       * Format: date-time
       * @description Begin of the first hour or day.
       */
      from: string;
      /**
       * Format: date-time
       * @description End of the last hour or day.
       */
      to: string;
      /**
       * Format: date-time
       * @description From when on hours of this server's cluster were collected; null before the first.
       */
      completeFrom: string | null;
      /**
       * Format: date-time
       * @description Until when they were collected; what is missing before has no samples.
       */
      completeTo: string | null;
      items: components['schemas']['UsagePoint'][];
      /** @description What the window cost for what it served; null for callers who may not read its costs, without traffic or a price, and where metrics saw less than four fifths of the window. */
      unitCosts: components['schemas']['UsageUnitCosts'] | null;
    };
    /** @description One hour, or one UTC day. Null is what no sample told. */
    UsagePoint: {
      /** Format: date-time */
      start: string;
      /** @description Successful requests: the larger of what the server and what a gateway before it counted. */
      requests: number | null;
      errors: number | null;
      promptTokens: number | null;
      generatedTokens: number | null;
      /** @description From the request to its last token; of a day the mean of its hours by requests. */
      latencyMs: components['schemas']['UsagePercentiles'] | null;
      /** @description From the request to its first token. */
      firstTokenMs: components['schemas']['UsagePercentiles'] | null;
      /** @description Most requests that waited, peaks of the replicas added up. */
      waitingMax: number | null;
      /** @description Most requests in work, peaks of the replicas added up. */
      runningMax: number | null;
      /** @description 0 to 1, of the fullest replica. */
      kvCacheMax: number | null;
      /** @description 0 to 1; null for GPUs that others share, too. */
      gpuActivityAvg: number | null;
      /** @description 0 to 1. */
      gpuActivityMax: number | null;
      /** @description Held on all devices. */
      gpuMemoryBytes: number | null;
      /** @description Received and sent. */
      networkBytesPerSecond: number | null;
      restarts: number | null;
      /** @description Hours of a day with requests or a working GPU; null for an hour. */
      activeHours: number | null;
      /** @description Share of the expected samples that were there, 0 to 1, by signal; null when the signal was never seen. */
      coverage: {
        traffic: number | null;
        gpu: number | null;
        gateway: number | null;
      };
    };
    /** @description Milliseconds. */
    UsagePercentiles: {
      p50: number;
      p95: number;
      p99: number;
    };
    /** @description Cost of the GPUs that the server held, idle time of these included, and what came of it. */
    UsageUnitCosts: components['schemas']['UnitCosts'] & {
      /** @description ISO 4217. */
      currency: string;
      /** @description Cost of the window. */
      micros: number;
    };
  };
  responses: {
    /** @description What is wrong and what to do. */
    ErrorResponse: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': components['schemas']['Error'];
      };
    };
  };
  parameters: {
    serverId: string;
    /** @description Items per page. */
    limit: number;
    /** @description The `nextCursor` of the page before. */
    cursor: string;
    /** @description Beginning: RFC 3339 or a local date such as `2026-11-01` in `timezone`. */
    costFrom: string;
    /** @description End, exclusive: as `from`. */
    costTo: string;
    /** @description IANA name such as `Europe/Berlin`, in which local dates, days and months are cut. Default: UTC. */
    costTimezone: string;
    /** @description Default: owner. */
    costGroupBy: components['schemas']['CostGrouping'];
    /** @description Name of the pod label with `groupBy=label`. */
    costLabel: string;
    /** @description Entity ref of an owner, or `none` for what nobody owns; repeatable. With `rollUp`, a group stands for all groups below it, too. */
    costOwner: string[];
    /** @description `<namespace>/<name>` of a registered model, else the model id that servers tell; repeatable. */
    costModel: string[];
    /** @description Version of a model, to be used with `model`, or `__none__` for what tells none; repeatable. */
    costVersion: string[];
    /** @description Id of a model server; repeatable. */
    costServer: string[];
    costCluster: string[];
    /** @description Short GPU name such as `H100`; repeatable. */
    costGpuProduct: string[];
    /** @description `1` puts owners into their topmost group of the catalog, `2` into the group below it and so on; `0` leaves them as they are, which is the default. */
    costRollUp: number;
    /** @description Entity ref of an owner; repeatable. */
    budgetOwner: string[];
    /** @description `<namespace>/<name>` of a model; repeatable. */
    budgetModel: string[];
    findingId: string;
    /** @description Entity ref of an owner, or `none` for servers that nobody owns; repeatable. With `rollUp`, a group stands for all groups below it, too. */
    readinessOwner: string[];
    /** @description Repeatable. */
    readinessCluster: string[];
    /** @description `1` puts owners into their topmost group of the catalog, `2` into the group below it and so on; `0` leaves them as they are, which is the default. */
    readinessRollUp: number;
    modelNamespace: string;
    modelName: string;
    /** @description A version, or `@alias`. */
    modelVersion: string;
    alias: string;
    /** @description `up`: what it was made from; `down`: what was made from it. */
    direction: 'up' | 'down' | 'both';
    /** @description Edges to walk from the start in each direction. */
    depth: number;
    remediationId: string;
    rollbackId: string;
  };
  requestBodies: never;
  headers: never;
  pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
  ListModelServers: {
    parameters: {
      query?: {
        /** @description Entity ref of the owner or `none` for unowned servers; repeatable. */
        owner?: string[];
        /** @description Model id; repeatable. */
        model?: string[];
        cluster?: string[];
        namespace?: string[];
        runtime?: components['schemas']['RuntimeName'][];
        state?: components['schemas']['ServerState'][];
        /** @description Catalog entity joined with the server or with its model. */
        entityRef?: string;
        /** @description `true`: servers joined to a registered model; `false`: unregistered ones. */
        registered?: boolean;
        /** @description Text searched in name, namespace, cluster, model and owner. */
        q?: string;
        /** @description Items per page. */
        limit?: components['parameters']['limit'];
        /** @description The `nextCursor` of the page before. */
        cursor?: components['parameters']['cursor'];
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description One page. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['ModelServer'][];
            nextCursor?: string;
          };
        };
      };
      default: components['responses']['ErrorResponse'];
    };
  };
  GetModelServer: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: components['parameters']['serverId'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The server with its pods. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ModelServerDetail'];
        };
      };
      default: components['responses']['ErrorResponse'];
    };
  };
  ListServerRevisions: {
    parameters: {
      query?: {
        /** @description Items per page. */
        limit?: components['parameters']['limit'];
        /** @description The `nextCursor` of the page before. */
        cursor?: components['parameters']['cursor'];
      };
      header?: never;
      path: {
        id: components['parameters']['serverId'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description One page. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['ServerRevision'][];
            nextCursor?: string;
          };
        };
      };
      default: components['responses']['ErrorResponse'];
    };
  };
  GetFleetSummary: {
    parameters: {
      query?: {
        owner?: string[];
        cluster?: string[];
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The figures. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['FleetSummary'];
        };
      };
      default: components['responses']['ErrorResponse'];
    };
  };
  ListDataSources: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description All data sources. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['DataSource'][];
          };
        };
      };
      default: components['responses']['ErrorResponse'];
    };
  };
  GetCosts: {
    parameters: {
      query: {
        /** @description Beginning: RFC 3339 or a local date such as `2026-11-01` in `timezone`. */
        from: components['parameters']['costFrom'];
        /** @description End, exclusive: as `from`. */
        to: components['parameters']['costTo'];
        /** @description IANA name such as `Europe/Berlin`, in which local dates, days and months are cut. Default: UTC. */
        timezone?: components['parameters']['costTimezone'];
        /** @description Default: owner. */
        groupBy?: components['parameters']['costGroupBy'];
        /** @description Name of the pod label with `groupBy=label`. */
        label?: components['parameters']['costLabel'];
        /** @description Pieces of `series`; `total` answers none. Default: total. */
        granularity?: components['schemas']['CostGranularity'];
        /** @description Idle GPUs as lines of their own, or shared out over the lines by their cost or evenly. Default: separate. */
        idle?: components['schemas']['IdleView'];
        /** @description Entity ref of an owner, or `none` for what nobody owns; repeatable. With `rollUp`, a group stands for all groups below it, too. */
        owner?: components['parameters']['costOwner'];
        /** @description `<namespace>/<name>` of a registered model, else the model id that servers tell; repeatable. */
        model?: components['parameters']['costModel'];
        /** @description Version of a model, to be used with `model`, or `__none__` for what tells none; repeatable. */
        version?: components['parameters']['costVersion'];
        /** @description Id of a model server; repeatable. */
        server?: components['parameters']['costServer'];
        cluster?: components['parameters']['costCluster'];
        /** @description Short GPU name such as `H100`; repeatable. */
        gpuProduct?: components['parameters']['costGpuProduct'];
        /** @description `1` puts owners into their topmost group of the catalog, `2` into the group below it and so on; `0` leaves them as they are, which is the default. */
        rollUp?: components['parameters']['costRollUp'];
        /** @description True: lines of owners, models and versions tell `unitCosts` and `gpuActivity`, too, which takes longer; those of servers always do. */
        unitCosts?: boolean;
        /** @description `previous`: beside the window of the same length before it, with the difference told apart by price and by quantity. */
        compare?: 'previous';
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The costs. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['CostReport'];
        };
      };
      default: components['responses']['ErrorResponse'];
    };
  };
  GetCostEvidence: {
    parameters: {
      query: {
        /** @description Beginning: RFC 3339 or a local date such as `2026-11-01` in `timezone`. */
        from: components['parameters']['costFrom'];
        /** @description End, exclusive: as `from`. */
        to: components['parameters']['costTo'];
        /** @description IANA name such as `Europe/Berlin`, in which local dates, days and months are cut. Default: UTC. */
        timezone?: components['parameters']['costTimezone'];
        /** @description Default: owner. */
        groupBy?: components['parameters']['costGroupBy'];
        /** @description Name of the pod label with `groupBy=label`. */
        label?: components['parameters']['costLabel'];
        /** @description Key of the line; all lines when left out. */
        key?: string;
        /** @description Entity ref of an owner, or `none` for what nobody owns; repeatable. With `rollUp`, a group stands for all groups below it, too. */
        owner?: components['parameters']['costOwner'];
        /** @description `<namespace>/<name>` of a registered model, else the model id that servers tell; repeatable. */
        model?: components['parameters']['costModel'];
        /** @description Version of a model, to be used with `model`, or `__none__` for what tells none; repeatable. */
        version?: components['parameters']['costVersion'];
        /** @description Id of a model server; repeatable. */
        server?: components['parameters']['costServer'];
        cluster?: components['parameters']['costCluster'];
        /** @description Short GPU name such as `H100`; repeatable. */
        gpuProduct?: components['parameters']['costGpuProduct'];
        /** @description `1` puts owners into their topmost group of the catalog, `2` into the group below it and so on; `0` leaves them as they are, which is the default. */
        rollUp?: components['parameters']['costRollUp'];
        /** @description Items per page. */
        limit?: components['parameters']['limit'];
        /** @description The `nextCursor` of the page before. */
        cursor?: components['parameters']['cursor'];
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description One page. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['CostEvidence'];
        };
      };
      default: components['responses']['ErrorResponse'];
    };
  };
  ExportCosts: {
    parameters: {
      query: {
        format: 'csv' | 'focus';
        /** @description Beginning: RFC 3339 or a local date such as `2026-11-01` in `timezone`. */
        from: components['parameters']['costFrom'];
        /** @description End, exclusive: as `from`. */
        to: components['parameters']['costTo'];
        /** @description IANA name such as `Europe/Berlin`, in which local dates, days and months are cut. Default: UTC. */
        timezone?: components['parameters']['costTimezone'];
        /** @description Keys of `csv`; `focus` has a row for every owner, model, version, server and node. Default: owner. */
        groupBy?: components['schemas']['CostGrouping'];
        /** @description Name of the pod label with `groupBy=label`. */
        label?: components['parameters']['costLabel'];
        /** @description Default: day. */
        granularity?: components['schemas']['CostGranularity'];
        /** @description Entity ref of an owner, or `none` for what nobody owns; repeatable. With `rollUp`, a group stands for all groups below it, too. */
        owner?: components['parameters']['costOwner'];
        /** @description `<namespace>/<name>` of a registered model, else the model id that servers tell; repeatable. */
        model?: components['parameters']['costModel'];
        /** @description Version of a model, to be used with `model`, or `__none__` for what tells none; repeatable. */
        version?: components['parameters']['costVersion'];
        /** @description Id of a model server; repeatable. */
        server?: components['parameters']['costServer'];
        cluster?: components['parameters']['costCluster'];
        /** @description Short GPU name such as `H100`; repeatable. */
        gpuProduct?: components['parameters']['costGpuProduct'];
        /** @description `1` puts owners into their topmost group of the catalog, `2` into the group below it and so on; `0` leaves them as they are, which is the default. */
        rollUp?: components['parameters']['costRollUp'];
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The file, UTF-8. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'text/csv': string;
        };
      };
      default: components['responses']['ErrorResponse'];
    };
  };
  ListCostPrices: {
    parameters: {
      query?: {
        /** @description Default: 30 days before `to`. */
        from?: string;
        /** @description Default: now. */
        to?: string;
        /** @description IANA name such as `Europe/Berlin`, in which local dates, days and months are cut. Default: UTC. */
        timezone?: components['parameters']['costTimezone'];
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The prices. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['CostPrices'];
        };
      };
      default: components['responses']['ErrorResponse'];
    };
  };
  ListCostRates: {
    parameters: {
      query?: {
        /** @description Id of a model server; repeatable. All of them when left out. */
        server?: string[];
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The rates, in no order. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['CostRates'];
        };
      };
      default: components['responses']['ErrorResponse'];
    };
  };
  ListBudgets: {
    parameters: {
      query?: {
        /** @description Entity ref of an owner; repeatable. */
        owner?: components['parameters']['budgetOwner'];
        /** @description `<namespace>/<name>` of a model; repeatable. */
        model?: components['parameters']['budgetModel'];
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description All of them. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['Budget'][];
          };
        };
      };
      default: components['responses']['ErrorResponse'];
    };
  };
  SetBudget: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['NewBudget'];
      };
    };
    responses: {
      /** @description The budget as it is now. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Budget'];
        };
      };
      default: components['responses']['ErrorResponse'];
    };
  };
  DeleteBudget: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        budgetId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description It is gone. */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      default: components['responses']['ErrorResponse'];
    };
  };
  ListBudgetStatus: {
    parameters: {
      query?: {
        /** @description Entity ref of an owner; repeatable. */
        owner?: components['parameters']['budgetOwner'];
        /** @description `<namespace>/<name>` of a model; repeatable. */
        model?: components['parameters']['budgetModel'];
        /** @description Such as `2026-11`; the month that it is now in the zone of the budget when left out. */
        month?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description One status for each budget. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['BudgetStatus'][];
          };
        };
      };
      default: components['responses']['ErrorResponse'];
    };
  };
  ListDeploymentTargets: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The namespaces. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['DeploymentTargets'];
        };
      };
      default: components['responses']['ErrorResponse'];
    };
  };
  CreateDeployment: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['DeploymentRequest'];
      };
    };
    responses: {
      /** @description What was done, or what would be done. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['DeploymentOutcome'];
        };
      };
      default: components['responses']['ErrorResponse'];
    };
  };
  ListFindings: {
    parameters: {
      query?: {
        /** @description Repeatable. Default: open. */
        state?: components['schemas']['FindingState'][];
        /** @description Repeatable. */
        cause?: components['schemas']['FindingCause'][];
        /** @description Repeatable. */
        confidence?: components['schemas']['FindingConfidence'][];
        /** @description Entity ref of the owner or `none` for servers that nobody owns; repeatable. */
        owner?: string[];
        /** @description Id of a model server; repeatable. */
        server?: string[];
        cluster?: string[];
        /** @description Catalog entity joined with the server. */
        entityRef?: string;
        /** @description Items per page. */
        limit?: components['parameters']['limit'];
        /** @description The `nextCursor` of the page before. */
        cursor?: components['parameters']['cursor'];
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description One page. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['FindingPage'];
        };
      };
      default: components['responses']['ErrorResponse'];
    };
  };
  SnoozeFindings: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          ids: string[];
          /** @description RFC 3339 or a date such as `2026-12-01` (its beginning in UTC); at most 30 days from now. */
          until: string;
          reason?: string | null;
        };
      };
    };
    responses: {
      /** @description What was snoozed, and what was not. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['Finding'][];
            failed: {
              id: string;
              message: string;
            }[];
          };
        };
      };
      default: components['responses']['ErrorResponse'];
    };
  };
  GetFinding: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        findingId: components['parameters']['findingId'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The finding. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['FindingDetail'];
        };
      };
      default: components['responses']['ErrorResponse'];
    };
  };
  SnoozeFinding: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        findingId: components['parameters']['findingId'];
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          /** @description RFC 3339 or a date such as `2026-12-01` (its beginning in UTC); at most 30 days from now. */
          until: string;
          reason?: string | null;
        };
      };
    };
    responses: {
      /** @description The finding as it is now. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['FindingDetail'];
        };
      };
      default: components['responses']['ErrorResponse'];
    };
  };
  WaiveFinding: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        findingId: components['parameters']['findingId'];
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          /** @description RFC 3339 or a date such as `2026-12-01` (its beginning in UTC); at most 90 days from now. */
          until: string;
          reason: string;
        };
      };
    };
    responses: {
      /** @description The finding as it is now. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['FindingDetail'];
        };
      };
      default: components['responses']['ErrorResponse'];
    };
  };
  AcceptFinding: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        findingId: components['parameters']['findingId'];
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          reason?: string | null;
        };
      };
    };
    responses: {
      /** @description The finding as it is now. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['FindingDetail'];
        };
      };
      default: components['responses']['ErrorResponse'];
    };
  };
  CreateGpuPlan: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['GpuPlanRequest'];
      };
    };
    responses: {
      /** @description The plan. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['GpuPlan'];
        };
      };
      default: components['responses']['ErrorResponse'];
    };
  };
  RankGpuOptions: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['GpuRankingRequest'];
      };
    };
    responses: {
      /** @description The options. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['GpuRanking'];
        };
      };
      default: components['responses']['ErrorResponse'];
    };
  };
  GetServerGpuPlan: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: components['parameters']['serverId'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Both, or why one of them is not known. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ServerGpuPlan'];
        };
      };
      default: components['responses']['ErrorResponse'];
    };
  };
  GetServerReadiness: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: components['parameters']['serverId'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Every rule with its answer. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ServerReadiness'];
        };
      };
      default: components['responses']['ErrorResponse'];
    };
  };
  GetReadinessReport: {
    parameters: {
      query?: {
        /** @description Entity ref of an owner, or `none` for servers that nobody owns; repeatable. With `rollUp`, a group stands for all groups below it, too. */
        owner?: components['parameters']['readinessOwner'];
        /** @description Repeatable. */
        cluster?: components['parameters']['readinessCluster'];
        /** @description `1` puts owners into their topmost group of the catalog, `2` into the group below it and so on; `0` leaves them as they are, which is the default. */
        rollUp?: components['parameters']['readinessRollUp'];
        /** @description By what servers are added up; `owner` is the default. */
        groupBy?: 'owner';
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description One line an owner. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ReadinessReport'];
        };
      };
      default: components['responses']['ErrorResponse'];
    };
  };
  ListReadinessServers: {
    parameters: {
      query?: {
        /** @description Entity ref of an owner, or `none` for servers that nobody owns; repeatable. With `rollUp`, a group stands for all groups below it, too. */
        owner?: components['parameters']['readinessOwner'];
        /** @description Repeatable. */
        cluster?: components['parameters']['readinessCluster'];
        /** @description `1` puts owners into their topmost group of the catalog, `2` into the group below it and so on; `0` leaves them as they are, which is the default. */
        rollUp?: components['parameters']['readinessRollUp'];
        /** @description Servers of which this rule answers `result`. */
        rule?: components['schemas']['ReadinessCode'];
        /** @description Without `rule`, servers of which any rule answers so; with it `fail` is the default. */
        result?: components['schemas']['ReadinessResult'];
        /** @description Items per page. */
        limit?: components['parameters']['limit'];
        /** @description The `nextCursor` of the page before. */
        cursor?: components['parameters']['cursor'];
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description One page. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ReadinessServerPage'];
        };
      };
      default: components['responses']['ErrorResponse'];
    };
  };
  ListReadinessScores: {
    parameters: {
      query?: {
        /** @description Id of a model server; repeatable. All of them when left out. */
        server?: string[];
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The scores, in no order. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ReadinessScores'];
        };
      };
      default: components['responses']['ErrorResponse'];
    };
  };
  ListModels: {
    parameters: {
      query?: {
        /** @description Entity ref of the owner or `none`; repeatable. */
        owner?: string[];
        /** @description Where models were first registered from; repeatable. */
        origin?: components['schemas']['RegistryOrigin'][];
        /** @description SPDX id, or the text that the source gives; repeatable. */
        license?: string[];
        /** @description Only models where this alias points to a version. */
        alias?: string;
        /** @description Text searched in name, title, description, owner and license. */
        q?: string;
        /** @description Items per page. */
        limit?: components['parameters']['limit'];
        /** @description The `nextCursor` of the page before. */
        cursor?: components['parameters']['cursor'];
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description One page. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['Model'][];
            nextCursor?: string;
          };
        };
      };
      default: components['responses']['ErrorResponse'];
    };
  };
  CreateModel: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['NewModel'];
      };
    };
    responses: {
      /** @description It was there already and is the same. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Model'];
        };
      };
      /** @description Registered. */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Model'];
        };
      };
      default: components['responses']['ErrorResponse'];
    };
  };
  GetModel: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        namespace: components['parameters']['modelNamespace'];
        name: components['parameters']['modelName'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The model. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Model'];
        };
      };
      default: components['responses']['ErrorResponse'];
    };
  };
  UpdateModel: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        namespace: components['parameters']['modelNamespace'];
        name: components['parameters']['modelName'];
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['ModelChange'];
      };
    };
    responses: {
      /** @description The changed model. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Model'];
        };
      };
      default: components['responses']['ErrorResponse'];
    };
  };
  ListModelVersions: {
    parameters: {
      query?: {
        state?: components['schemas']['VersionState'];
        /** @description Text searched in version, source, digest, format and creator. */
        q?: string;
        /** @description Items per page. */
        limit?: components['parameters']['limit'];
        /** @description The `nextCursor` of the page before. */
        cursor?: components['parameters']['cursor'];
      };
      header?: never;
      path: {
        namespace: components['parameters']['modelNamespace'];
        name: components['parameters']['modelName'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description One page. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['ModelVersion'][];
            nextCursor?: string;
          };
        };
      };
      default: components['responses']['ErrorResponse'];
    };
  };
  RegisterModelVersion: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        namespace: components['parameters']['modelNamespace'];
        name: components['parameters']['modelName'];
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['NewModelVersion'];
      };
    };
    responses: {
      /** @description It was there already with the same content. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ModelVersionDetail'];
        };
      };
      /** @description Registered. */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ModelVersionDetail'];
        };
      };
      default: components['responses']['ErrorResponse'];
    };
  };
  GetModelVersion: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        namespace: components['parameters']['modelNamespace'];
        name: components['parameters']['modelName'];
        /** @description A version, or `@alias`. */
        version: components['parameters']['modelVersion'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The version with its card, metrics and lineage edges. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ModelVersionDetail'];
        };
      };
      default: components['responses']['ErrorResponse'];
    };
  };
  RetireModelVersion: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        namespace: components['parameters']['modelNamespace'];
        name: components['parameters']['modelName'];
        /** @description A version, or `@alias`. */
        version: components['parameters']['modelVersion'];
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          retired: boolean;
          reason: string;
        };
      };
    };
    responses: {
      /** @description The version. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ModelVersionDetail'];
        };
      };
      default: components['responses']['ErrorResponse'];
    };
  };
  AddVersionMetrics: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        namespace: components['parameters']['modelNamespace'];
        name: components['parameters']['modelName'];
        /** @description A version, or `@alias`. */
        version: components['parameters']['modelVersion'];
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          metrics: components['schemas']['EvaluationMetric'][];
        };
      };
    };
    responses: {
      /** @description The version. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ModelVersionDetail'];
        };
      };
      default: components['responses']['ErrorResponse'];
    };
  };
  AddVersionLineage: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        namespace: components['parameters']['modelNamespace'];
        name: components['parameters']['modelName'];
        /** @description A version, or `@alias`. */
        version: components['parameters']['modelVersion'];
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          lineage: components['schemas']['LineageLink'][];
        };
      };
    };
    responses: {
      /** @description The version. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ModelVersionDetail'];
        };
      };
      default: components['responses']['ErrorResponse'];
    };
  };
  MoveAlias: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        namespace: components['parameters']['modelNamespace'];
        name: components['parameters']['modelName'];
        alias: components['parameters']['alias'];
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          version: string | null;
          expectedVersion?: string | null;
          reason?: string;
        };
      };
    };
    responses: {
      /** @description Moved. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['AliasMoveResult'];
        };
      };
      /** @description Waits for the approval of a second person. */
      202: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['AliasMoveResult'];
        };
      };
      default: components['responses']['ErrorResponse'];
    };
  };
  ListAliasHistory: {
    parameters: {
      query?: {
        /** @description Items per page. */
        limit?: components['parameters']['limit'];
        /** @description The `nextCursor` of the page before. */
        cursor?: components['parameters']['cursor'];
      };
      header?: never;
      path: {
        namespace: components['parameters']['modelNamespace'];
        name: components['parameters']['modelName'];
        alias: components['parameters']['alias'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description One page. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['AliasMove'][];
            nextCursor?: string;
          };
        };
      };
      default: components['responses']['ErrorResponse'];
    };
  };
  DecideAliasRequest: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        namespace: components['parameters']['modelNamespace'];
        name: components['parameters']['modelName'];
        requestId: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          /** @enum {string} */
          decision: 'approve' | 'reject';
          reason?: string;
        };
      };
    };
    responses: {
      /** @description The decided request. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['AliasRequest'];
        };
      };
      default: components['responses']['ErrorResponse'];
    };
  };
  GetModelLineage: {
    parameters: {
      query?: {
        /** @description One version; all when left out. */
        version?: string;
        /** @description `up`: what it was made from; `down`: what was made from it. */
        direction?: components['parameters']['direction'];
        /** @description Edges to walk from the start in each direction. */
        depth?: components['parameters']['depth'];
      };
      header?: never;
      path: {
        namespace: components['parameters']['modelNamespace'];
        name: components['parameters']['modelName'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The graph. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['LineageGraph'];
        };
      };
      default: components['responses']['ErrorResponse'];
    };
  };
  CompareModelVersions: {
    parameters: {
      query: {
        a: string;
        b: string;
      };
      header?: never;
      path: {
        namespace: components['parameters']['modelNamespace'];
        name: components['parameters']['modelName'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The comparison; better and worse are of b beside a. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['VersionComparison'];
        };
      };
      default: components['responses']['ErrorResponse'];
    };
  };
  ListServersOfModel: {
    parameters: {
      query?: {
        version?: string;
      };
      header?: never;
      path: {
        namespace: components['parameters']['modelNamespace'];
        name: components['parameters']['modelName'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The servers the caller may read. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['ModelServer'][];
          };
        };
      };
      default: components['responses']['ErrorResponse'];
    };
  };
  SearchModelVersions: {
    parameters: {
      query?: {
        /** @description Text searched in model, version, source, digest and license. */
        q?: string;
        digest?: string;
        /** @description Items per page. */
        limit?: components['parameters']['limit'];
        /** @description The `nextCursor` of the page before. */
        cursor?: components['parameters']['cursor'];
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description One page. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['ModelVersion'][];
            nextCursor?: string;
          };
        };
      };
      default: components['responses']['ErrorResponse'];
    };
  };
  GetLineage: {
    parameters: {
      query: {
        /** @description Id of a node: `model:<namespace>/<name>@<version>`, or the reference of something outside such as `hf://org/name`. */
        node: string;
        /** @description `up`: what it was made from; `down`: what was made from it. */
        direction?: components['parameters']['direction'];
        /** @description Edges to walk from the start in each direction. */
        depth?: components['parameters']['depth'];
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The graph. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['LineageGraph'];
        };
      };
      default: components['responses']['ErrorResponse'];
    };
  };
  ProposeRegistration: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: components['parameters']['serverId'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The proposal. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['RegistrationProposal'];
        };
      };
      default: components['responses']['ErrorResponse'];
    };
  };
  RegisterFromServer: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: components['parameters']['serverId'];
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          namespace?: string;
          name?: string;
          version?: string;
          owner?: string;
        };
      };
    };
    responses: {
      /** @description The version was registered already. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ModelVersionDetail'];
        };
      };
      /** @description Registered. */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ModelVersionDetail'];
        };
      };
      default: components['responses']['ErrorResponse'];
    };
  };
  ListRegistryImports: {
    parameters: {
      query?: {
        /** @description Name of the registry in `inference.registries`. */
        source?: string;
        /** @description Runs to answer at most. */
        limit?: number;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The runs. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['ImportRun'][];
          };
        };
      };
      default: components['responses']['ErrorResponse'];
    };
  };
  StartRegistryImport: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          /** @description Name of the registry in `inference.registries`. */
          source: string;
          dryRun?: boolean;
        };
      };
    };
    responses: {
      /** @description The run that has begun. */
      202: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ImportRun'];
        };
      };
      default: components['responses']['ErrorResponse'];
    };
  };
  GetRegistryImport: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The run. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ImportRunDetail'];
        };
      };
      default: components['responses']['ErrorResponse'];
    };
  };
  ListRegistryConflicts: {
    parameters: {
      query?: {
        /** @description `<namespace>/<name>`. */
        model?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Open conflicts of the models the caller may read. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['RegistryConflict'][];
          };
        };
      };
      default: components['responses']['ErrorResponse'];
    };
  };
  GetServerRelease: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: components['parameters']['serverId'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The revision, and the judgement as far as anybody knows. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ServerRelease'];
        };
      };
      default: components['responses']['ErrorResponse'];
    };
  };
  ListFailingReleases: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description All of them. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['ServerRelease'][];
          };
        };
      };
      default: components['responses']['ErrorResponse'];
    };
  };
  PlanRemediation: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: components['parameters']['serverId'];
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          action: components['schemas']['RemediationAction'];
          /** @description Why; the open finding of the server with the most avoidable cost when left out. For `scale-to-zero` only. */
          findingId?: string;
        };
      };
    };
    responses: {
      /** @description The plan. It can be done until it expires, by its id and hash. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['RemediationPlan'];
        };
      };
      default: components['responses']['ErrorResponse'];
    };
  };
  ListRemediations: {
    parameters: {
      query?: {
        /** @description Id of a model server; repeatable. */
        server?: string[];
        /** @description Repeatable. */
        state?: components['schemas']['RemediationState'][];
        /** @description Items per page. */
        limit?: components['parameters']['limit'];
        /** @description The `nextCursor` of the page before. */
        cursor?: components['parameters']['cursor'];
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description One page. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['RemediationPage'];
        };
      };
      default: components['responses']['ErrorResponse'];
    };
  };
  StartRemediation: {
    parameters: {
      query?: never;
      header?: {
        /** @description Required; 400 when missing. */
        'Idempotency-Key'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          planId: string;
          planHash: string;
          reason: string;
        };
      };
    };
    responses: {
      /** @description It has begun, or had begun before with the same key. */
      202: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Remediation'];
        };
      };
      default: components['responses']['ErrorResponse'];
    };
  };
  GetRemediation: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        remediationId: components['parameters']['remediationId'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The remediation. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['RemediationDetail'];
        };
      };
      default: components['responses']['ErrorResponse'];
    };
  };
  PlanRollback: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: components['parameters']['serverId'];
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          /** @description Id of one of the revisions of this server. */
          revisionId?: string;
          /**
           * @description Plans to pause the sync of Argo CD or Flux and to write past it, where one of them manages the server. Needs `inference.rollback.force`.
           * @default false
           */
          force?: boolean;
        };
      };
    };
    responses: {
      /** @description The plan. It can be done until it expires, by its id and hash. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['RollbackPlan'];
        };
      };
      default: components['responses']['ErrorResponse'];
    };
  };
  ListRollbacks: {
    parameters: {
      query?: {
        /** @description Id of a model server; repeatable. */
        server?: string[];
        /** @description Repeatable. */
        state?: components['schemas']['RollbackState'][];
        /** @description Items per page. */
        limit?: components['parameters']['limit'];
        /** @description The `nextCursor` of the page before. */
        cursor?: components['parameters']['cursor'];
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description One page. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['RollbackPage'];
        };
      };
      default: components['responses']['ErrorResponse'];
    };
  };
  StartRollback: {
    parameters: {
      query?: never;
      header?: {
        /** @description Required; 400 when missing. */
        'Idempotency-Key'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          planId: string;
          planHash: string;
          reason: string;
          /**
           * @description Does not wait for the approval of a second person. Needs `inference.rollback.force`, and is audited.
           * @default false
           */
          emergency?: boolean;
          /**
           * @description Puts back what was there before when the restored revision does not come up in its time.
           * @default false
           */
          autoUndo?: boolean;
        };
      };
    };
    responses: {
      /** @description It has begun, or had begun before with the same key. */
      202: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Rollback'];
        };
      };
      default: components['responses']['ErrorResponse'];
    };
  };
  GetRollback: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        rollbackId: components['parameters']['rollbackId'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The rollback. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['RollbackDetail'];
        };
      };
      default: components['responses']['ErrorResponse'];
    };
  };
  UndoRollback: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        rollbackId: components['parameters']['rollbackId'];
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          reason: string;
        };
      };
    };
    responses: {
      /** @description It will be undone. */
      202: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Rollback'];
        };
      };
      default: components['responses']['ErrorResponse'];
    };
  };
  ApproveRollback: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        rollbackId: components['parameters']['rollbackId'];
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          reason: string;
        };
      };
    };
    responses: {
      /** @description It will begin. */
      202: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Rollback'];
        };
      };
      default: components['responses']['ErrorResponse'];
    };
  };
  DeclineRollback: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        rollbackId: components['parameters']['rollbackId'];
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          reason: string;
        };
      };
    };
    responses: {
      /** @description It will end. */
      202: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Rollback'];
        };
      };
      default: components['responses']['ErrorResponse'];
    };
  };
  ResumeRollbackSync: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        rollbackId: components['parameters']['rollbackId'];
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          reason: string;
        };
      };
    };
    responses: {
      /** @description It will be resumed within a minute. */
      202: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Rollback'];
        };
      };
      default: components['responses']['ErrorResponse'];
    };
  };
  GetServerUsage: {
    parameters: {
      query?: {
        /** @description RFC 3339 or a date, UTC. Default: 7 days before `to` by the hour, 30 days by the day. */
        from?: string;
        /** @description Exclusive. Default: now. */
        to?: string;
        /** @description Default: hour. */
        granularity?: components['schemas']['UsageGranularity'];
      };
      header?: never;
      path: {
        id: components['parameters']['serverId'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The usage. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ServerUsage'];
        };
      };
      default: components['responses']['ErrorResponse'];
    };
  };
  ListServerUsage: {
    parameters: {
      query?: {
        /** @description Id of a model server; repeatable. All of them when left out. */
        server?: string[];
        /** @description RFC 3339 or a date, UTC; of the hour it lies in. Default: 24 hours before `to`. */
        from?: string;
        /** @description Exclusive. Default: now. */
        to?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The sums, in no order. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['UsageSums'];
        };
      };
      default: components['responses']['ErrorResponse'];
    };
  };
}
