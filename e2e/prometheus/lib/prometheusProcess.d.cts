/** How a Prometheus is started. */
export interface PrometheusStart {
  readonly program: string;
  readonly folder: string;
  readonly port: number;
  /** Text of prometheus.yml. Default: scrapes nothing. */
  readonly config?: string;
  readonly flags?: readonly string[];
  readonly signal?: AbortSignal;
}

/** A Prometheus that was started. */
export interface PrometheusProcess {
  readonly url: string;
  send(signalName: NodeJS.Signals): boolean;
  hasEnded(): boolean;
  /** Waits until it answers anything. */
  listens(options?: { signal?: AbortSignal }): Promise<void>;
  /** Waits until it is ready. */
  ready(options?: { signal?: AbortSignal }): Promise<void>;
  /** The end of what it has logged. */
  log(): string;
  /** Resolves when the process has ended. */
  stop(signalName?: NodeJS.Signals): Promise<void>;
}

/** Name of the file that holds the process id of a running one. */
export const PID_FILE: string;
/** Does not wait until it answers. */
export function spawnPrometheus(options: PrometheusStart): PrometheusProcess;
/** Waits until it is ready. */
export function startPrometheus(
  options: PrometheusStart,
): Promise<PrometheusProcess>;
