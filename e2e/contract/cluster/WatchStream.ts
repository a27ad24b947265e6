import type { KubernetesObject } from '@kubernetes/client-node';
import type http from 'node:http';
import { createInterface } from 'node:readline';
import { until } from './until';

/** One line of a watch. */
export interface WatchLine {
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED' | 'BOOKMARK' | 'ERROR';
  readonly object: KubernetesObject & {
    readonly code?: number;
    readonly reason?: string;
    readonly message?: string;
  };
}

/** A watch and the lines that came so far. */
export class WatchStream {
  readonly lines: WatchLine[] = [];
  readonly status: number;
  private finished = false;

  constructor(private readonly response: http.IncomingMessage) {
    this.status = response.statusCode ?? 0;
    // Closing a watch breaks the connection, which is no error to us.
    response.on('error', () => undefined);
    response.on('close', () => {
      this.finished = true;
    });
    createInterface({ input: response })
      .on('line', line => this.lines.push(JSON.parse(line) as WatchLine))
      .on('error', () => undefined);
  }

  /** True once the server ended the watch. */
  get ended(): boolean {
    return this.finished;
  }

  /** Lines as `ADDED name`. */
  get words(): string[] {
    return this.lines
      .filter(({ type }) => type !== 'BOOKMARK')
      .map(({ type, object }) => `${type} ${object.metadata?.name}`);
  }

  /** The first line that fits, now or later. */
  async find(
    what: string,
    fits: (line: WatchLine) => boolean,
  ): Promise<WatchLine> {
    return until(what, async () => this.lines.find(fits));
  }

  close(): void {
    this.response.destroy();
  }
}
