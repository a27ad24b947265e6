// Generated from plugins/inference-backend/src/schema/openapi.yaml by `yarn generate:api`. Do not edit.
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
    /** @description Every cluster and Prometheus that the portal reads, with its health. */
    get: operations['ListDataSources'];
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
      type: 'cluster' | 'prometheus';
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
}
