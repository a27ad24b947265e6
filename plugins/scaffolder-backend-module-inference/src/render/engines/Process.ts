/** How the container of an engine starts. Texts are as the engine shall see them, not yet escaped for Kubernetes. */
export interface Start {
  /** Null for the entry point of the image. */
  readonly command: readonly string[] | null;
  readonly args: readonly string[];
  /** Arguments behind those, in which Kubernetes puts variables of the pod for `$(NAME)`. Nothing that somebody wrote belongs here. */
  readonly expandedArgs: readonly string[];
}

/** What the container of an engine runs. */
export interface EngineProcess extends Start {
  readonly image: string;
  readonly environment: { readonly [name: string]: string };
  /** Path of the metrics in the format of Prometheus. */
  readonly metricsPath: string;
  /** Files of the ConfigMap that the engine reads, by name. */
  readonly files: { readonly [name: string]: string };
  /** How the pods of one replica start when it spans nodes; null where it does not. */
  readonly group: { readonly leader: Start; readonly worker: Start } | null;
}
