export interface Config {
  inference?: {
    /**
     * Clusters to observe. Without this list the clusters of `kubernetes.clusterLocatorMethods` are observed. Each entry has
     * exactly one of `url`, `kubeconfig` and `inCluster`.
     */
    clusters?: Array<{
      /** Short name, shown everywhere; stands in ids, so do not change it. */
      name: string;
      /** Longer name for people. */
      title?: string;
      /** Labels of the cluster itself. */
      labels?: { [name: string]: string };
      /** Keeps the cluster in the list without watching it. Default: false. */
      paused?: boolean;
      /** Address of the API server. */
      url?: string;
      /** @visibility secret */
      serviceAccountToken?: string;
      /** File with the token; read again when it is rotated. */
      serviceAccountTokenFile?: string;
      /** PEM certificate authority in base64, as kubeconfig files have it. */
      caData?: string;
      /** File with the PEM certificate authority. */
      caFile?: string;
      /** Turns the check of the API server's certificate off. Default: false. */
      skipTLSVerify?: boolean;
      /** Path of a kubeconfig file. */
      kubeconfig?: string;
      /** Context of the kubeconfig file. Default: its current one. */
      context?: string;
      /** Uses the service account of the pod that the portal runs in. */
      inCluster?: boolean;
    }>;
    /** Address below which the documentation of the portal is served; scorecards link to it. `/docs/default/component/inference-portal` where TechDocs builds it. Default: the repository of the portal. */
    documentationUrl?: string;
    /** What counts as a model server. */
    recognition?: {
      /** Namespaces without model servers; `*` stands for any text. */
      ignoreNamespaces?: string[];
      /** Images that serve models, beside the known ones. */
      images?: Array<{
        /** Repository without tag; `*` stands for any text. */
        image: string;
        runtime:
          | 'vllm'
          | 'tensorrt-llm'
          | 'triton'
          | 'sglang'
          | 'tgi'
          | 'nim'
          | 'ray-serve'
          | 'unknown';
        /** False when the tag counts something else than the engine. Default: true. */
        tagIsVersion?: boolean;
      }>;
    };
    /** Servers of the Prometheus HTTP API: Prometheus, Thanos, Mimir, VictoriaMetrics. */
    prometheus?: Array<{
      name: string;
      /** Base address with any path prefix, such as https://mimir.example.com/prometheus. */
      url: string;
      /** Clusters whose pods it scrapes. Default: all. */
      clusters?: string[];
      /** Label that tells the cluster of a series, where it scrapes several. Default: `cluster`. */
      clusterLabel?: string;
      auth?:
        | {
            type: 'bearer';
            /** @visibility secret */
            token: string;
          }
        | {
            type: 'basic';
            username: string;
            /** @visibility secret */
            password: string;
          };
      /**
       * Further headers, such as X-Scope-OrgID.
       * @deepVisibility secret
       */
      headers?: { [name: string]: string };
      /** File with the PEM certificate authority. */
      caFile?: string;
      /** Turns the check of the certificate off. Default: false. */
      skipTLSVerify?: boolean;
      /** Longest wait for an answer. Default: 10. */
      timeoutSeconds?: number;
    }>;
    /** Other model registries to import from. They are only read. */
    registries?: Array<{
      /** Unique; imports remember by it where they stand, so do not change it. */
      name: string;
      type: 'mlflow' | 'kubeflow' | 'hugging-face' | 'oci';
      /** Base address with any path prefix. Default for `hugging-face`: https://huggingface.co. */
      url?: string;
      auth?:
        | {
            type: 'bearer';
            /** @visibility secret */
            token: string;
          }
        | {
            type: 'basic';
            username: string;
            /** @visibility secret */
            password: string;
          };
      /**
       * Further headers.
       * @deepVisibility secret
       */
      headers?: { [name: string]: string };
      /** File with the PEM certificate authority. */
      caFile?: string;
      /** Turns the check of the certificate off. Default: false. */
      skipTLSVerify?: boolean;
      /** Longest wait for one answer. Default: 30. */
      timeoutSeconds?: number;
      /** Most requests a second. Default: 20. */
      requestsPerSecond?: number;
      /** Longest answer that is read. Default: 32. */
      maxAnswerMegabytes?: number;
      /** Reads everything again after that time, also what the registry says has not changed. Default: 24. */
      verifyEveryHours?: number;
      /** Namespace of the imported models. Default: `default`. */
      namespace?: string;
      /** Owner of models whose owner the registry does not tell, such as group:default/ml-platform. */
      owner?: string;
      /** Names at the registry to import; `*` stands for any text. Default: all. */
      include?: string[];
      /** Names at the registry to leave out. */
      exclude?: string[];
      /** `hugging-face`: ids such as Qwen/Qwen3-32B; `@branch` where it is not main. */
      models?: string[];
      /** `hugging-face`: accounts of which every model is imported. */
      organizations?: string[];
      /** `oci`: repositories such as models/qwen3. Default: those of the registry's catalog. */
      repositories?: string[];
      /** When to import, as Backstage's scheduler understands it: frequency, timeout, initialDelay. */
      schedule?: { [key: string]: unknown };
    }>;
    /** What GPUs cost, and how they are counted. */
    costs?: {
      /** ISO 4217 code of prices that name none. Default: USD. */
      currency?: string;
      /** IANA names of the zones whose days and months are kept ready; other zones are computed when they are asked for. Default: [UTC]. */
      timezones?: string[];
      /** Labels of pods that costs may be grouped by. */
      labels?: string[];
      /** What of a MIG device counts as its share of the card: its memory slices or its compute slices. Default: memory. */
      migWeight?: 'memory' | 'compute';
      /** How many days of the past are filled from kube-state-metrics when nobody watched; 0 for none. Default: 35. */
      backfillDays?: number;
      /** How many days after its end a month is closed: what late data changes from then on is told as a correction. Default: 3. */
      closeAfterDays?: number;
      /** How many days costs are kept, with what they were computed from; at least 35. Default: 800. */
      retentionDays?: number;
      /**
       * Prices, stronger than price files and the shipped list, weaker than a price on the node itself (annotation `inference-portal/price-per-hour`,
       * such as `USD 98.32`). A rule that names the instance type wins over one that names the product, then the one with more conditions. Two
       * rules with the same conditions must not overlap in time.
       */
      prices?: Array<{
        /** Nodes of this cluster only. */
        cluster?: string;
        /** Such as p5.48xlarge. */
        instanceType?: string;
        /** Short product name as the portal shows it, such as H100. */
        gpuProduct?: string;
        region?: string;
        capacityType?: 'on-demand' | 'spot' | 'reserved' | 'on-prem';
        /** ISO 4217 code. Default: `inference.costs.currency`. */
        currency?: string;
        /** Price of the whole node for an hour, shared by its physical GPUs. */
        perNodeHour?: number | string;
        /** Price of one physical GPU for an hour. */
        perGpuHour?: number | string;
        /** Part of the price that pays for the GPUs, from 0 to 1; the rest pays for CPU and memory and is not counted. Default: 1. */
        gpuShare?: number;
        /** Price of an own machine, in place of `perNodeHour`. */
        owned?: {
          purchasePrice: number | string;
          /** Months in which it is written off, of 730 hours each. */
          months: number;
          /** Mean power with cooling. */
          powerKilowatts?: number;
          perKilowattHour?: number;
          /** Housing, support and the like. */
          perMonth?: number;
        };
        /** First instant of the price: a date (midnight UTC) or an RFC 3339 time. Default: always. */
        from?: string;
        /** First instant after it. Default: until further notice. */
        to?: string;
        /** Shown beside the price. */
        note?: string;
      }>;
      /** Commitments that are paid whether used or not. What no node uses is a line of its own. */
      commitments?: Array<{
        /** Unique. */
        id: string;
        /** Nodes that it pays for at any instant. */
        nodes: number;
        /** Amortised price of one committed node for an hour. */
        perNodeHour: number | string;
        cluster?: string;
        instanceType?: string;
        gpuProduct?: string;
        region?: string;
        /** Default: reserved. */
        capacityType?: 'on-demand' | 'spot' | 'reserved' | 'on-prem';
        currency?: string;
        from?: string;
        to?: string;
      }>;
      /** CSV files with prices, read again every minute: the columns of `prices`, or those of OpenCost. A file with a mistake in it is not used. */
      priceFiles?: string[];
      /** The price list that comes with the portal. */
      shippedPrices?: {
        /** Default: true. */
        enabled?: boolean;
        /** Whose price of a GPU counts where no instance type tells the price. Default: gmi. */
        gpuCloud?: 'gmi' | 'nebius' | 'lambda' | 'runpod';
      };
    };
    /** Owners of servers that neither an annotation nor the catalog tells. */
    ownership?: {
      /** The first matching rule wins. In patterns `*` stands for any text, `?` for one character. */
      rules?: Array<{
        cluster?: string;
        namespace?: string;
        /** Label name to pattern; every one must match. */
        labels?: { [name: string]: string };
        /** Group or User, such as group:default/search. */
        owner: string;
      }>;
    };
    /** The model registry. */
    registry?: {
      /** Who may write, beside what the permission policy says. */
      access?: {
        /**
         * True: people write only to models that they or their groups own, and register models only for those. Services with a token need the
         * permission only. Default: true.
         */
        ownersOnly?: boolean;
        /** Groups and Users that write to every model, also to those that nobody owns. */
        admins?: string[];
      };
      /** Aliases whose moves wait for the approval of a second person. */
      protectedAliases?: Array<{
        /** Such as production. */
        alias: string;
        /** Group whose members approve. Default: any owner of the model but the one who asks. */
        approvers?: string;
      }>;
    };
    /** What the portal may do to servers: scale them to zero and back, roll them back. */
    changes?: {
      /** Who may, beside what the permission policy says. */
      access?: {
        /** True: people change only servers that they or their groups own. Services with a token need the permission only. Default: true. */
        ownersOnly?: boolean;
        /** Groups and Users that change every server, also those that nobody owns. */
        admins?: string[];
      };
      /** How the sync of Argo CD or Flux is paused when a rollback is written past Git, which needs inference.rollback.force. */
      syncPause?: {
        /** After so many the portal resumes it, from 5 to 10080. Default: 240. */
        minutes?: number;
        /** Where the Applications of Argo CD stand. */
        argoCd?: {
          /** Name of the cluster under inference.clusters on which Argo CD runs. Default: the cluster of the server. */
          cluster?: string;
          /** Namespace of Applications. Default: argocd. */
          namespace?: string;
        };
      };
      /** Pull requests for rollbacks of servers that Argo CD or Flux syncs from Git, with the credentials under `integrations`. */
      pullRequest?: {
        /** False: plans show the change and the commands, and nothing is opened. Default: true. */
        enabled?: boolean;
        /** After so many, one that is not merged is closed, from 5 to 10080. Default: 1440. */
        minutes?: number;
      };
      /** Rollbacks that wait for the approval of a second person. */
      approval?: {
        /** True: those that take away the version of a protected alias, see inference.registry.protectedAliases. Default: false. */
        protectedAliases?: boolean;
        /** Group whose members approve. Default: whoever else may roll the server back. */
        approvers?: string;
        /** After so many it ends without approval, from 5 to 1440. Default: 60. */
        minutes?: number;
      };
    };
    /** Plans of GPUs for models. */
    planner?: {
      /** Where facts of models are read that are neither stated, nor registered, nor in the shipped table. */
      huggingFace?: {
        /** Default: false. */
        enabled?: boolean;
        /** Base address. Default: https://huggingface.co. */
        url?: string;
        /**
         * For models that are not open to everybody.
         * @visibility secret
         */
        token?: string;
        /** Longest wait for an answer. Default: 5. */
        timeoutSeconds?: number;
      };
    };
    /** What is found about servers that nobody uses, and who is told. */
    findings?: {
      notifications?: {
        /** Tells owners of findings through Backstage's notifications, once for each. Default: true. */
        enabled?: boolean;
        /** Group or User that is told of servers that nobody owns. Default: nobody. */
        unowned?: string;
      };
      /** One message a week to each owner on all of their findings. */
      digest?: {
        /** Default: true. */
        enabled?: boolean;
        /** When, as Backstage schedules tasks: `frequency` (a cron line or a duration) and `timeout`. Default: Mondays at 7. */
        schedule?: { [key: string]: unknown };
      };
    };
    catalog?: {
      /** `spec.type` of the Resources that describe models. Default: `ai-model`. */
      modelType?: string;
    };
  };
}
