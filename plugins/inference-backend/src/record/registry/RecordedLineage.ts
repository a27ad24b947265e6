import type {
  LineageLink,
  ModelVersion,
} from '@inference-portal/plugin-inference-common';
import type { InstantMs } from '../../types';

/** A node and an edge of the lineage as recorded; servers are not among them. */
export interface RecordedLineage {
  /**
   * Ids that the walk began at: those asked for and, for a public model without a revision, its revisions and the versions here that are it.
   */
  readonly roots: readonly string[];
  /** Ids of nodes: `model:<namespace>/<name>@<version>` or the reference of something outside. */
  readonly nodes: readonly string[];
  readonly edges: readonly {
    readonly from: string;
    readonly to: string;
    readonly relation: LineageLink['relation'];
    readonly note: string | null;
  }[];
  readonly truncated: boolean;
}

type LabelField = 'model' | 'version' | 'state' | 'license' | 'aliases';

/** What a graph shows of a version. */
export type VersionLabel = Pick<
  ModelVersion,
  LabelField | 'format' | 'precision' | 'quantization'
> & {
  readonly source: Pick<ModelVersion['source'], 'pinned'>;
  /** When it was made, else when it was registered. */
  readonly orderedAt: InstantMs;
};
