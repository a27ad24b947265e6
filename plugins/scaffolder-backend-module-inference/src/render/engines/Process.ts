/** What the container of an engine runs. Texts are as the engine shall see them, not yet escaped for Kubernetes. */
export interface EngineProcess {
  readonly image: string;
  /** Null for the entry point of the image. */
  readonly command: readonly string[] | null;
  readonly args: readonly string[];
  readonly environment: { readonly [name: string]: string };
  /** Path of the metrics in the format of Prometheus. */
  readonly metricsPath: string;
  /** Files of the ConfigMap that the engine reads, by name. */
  readonly files: { readonly [name: string]: string };
}
