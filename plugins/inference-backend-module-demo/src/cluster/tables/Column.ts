import type { KubeObject } from '../objects';

/** What stands in a cell. */
export type TableCell = string | number | boolean | null;

/** A column of the Table that `kubectl get` prints. Columns with a priority show with `-o wide` only. */
export interface Column {
  readonly name: string;
  readonly type: string;
  readonly format?: string;
  readonly priority?: number;
  readonly cell: (object: KubeObject, nowMs: number) => TableCell;
}
