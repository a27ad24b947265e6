/** Error kinds of the Prometheus HTTP API: the query is wrong, or it cannot be carried out. */
export type PromqlErrorType = 'bad_data' | 'execution';

/** A query that cannot be answered, in Prometheus' own words where it has such. */
export class PromqlError extends Error {
  constructor(readonly type: PromqlErrorType, message: string) {
    super(message);
    this.name = 'PromqlError';
  }
}

/** An error of the query's text. */
export function parseError(message: string): PromqlError {
  return new PromqlError('bad_data', `parse error: ${message}`);
}

/** An error that shows only while the query runs. */
export function executionError(message: string): PromqlError {
  return new PromqlError('execution', message);
}
