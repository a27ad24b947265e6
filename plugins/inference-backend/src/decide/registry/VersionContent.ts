import type {
  EvaluationMetric,
  LineageLink,
  ModelRef,
  ModelVersion,
  VersionSource,
} from '@inference-portal/plugin-inference-common';
import type { InstantMs } from '../../types';

/** Everything that a version says of itself: checked, normalised and never changed again. */
export interface VersionContent {
  readonly version: string;
  readonly source: VersionSource;
  readonly digest: string | null;
  readonly format: string | null;
  readonly architecture: string | null;
  readonly parameters: number | null;
  readonly precision: string | null;
  readonly quantization: string | null;
  readonly contextLength: number | null;
  readonly license: string | null;
  readonly description: string | null;
  readonly modelCard: string | null;
  readonly homepage: string | null;
  readonly creator: string | null;
  readonly createdAt: InstantMs | null;
  readonly signature: ModelVersion['signature'];
  /** Ordered by name, dataset, slice, time. */
  readonly metrics: readonly EvaluationMetric[];
  /** Ordered by relation, then target. */
  readonly lineage: readonly LineageLink[];
  readonly tags: { readonly [name: string]: string };
}

/** What differs between two contents under one version, in words that can be shown. */
export interface ContentDifference {
  readonly field: string;
  readonly recorded: string | null;
  readonly offered: string | null;
}

/** A version with the facts that servers are joined by. */
export interface VersionCandidate {
  readonly model: ModelRef;
  readonly sourceIds: readonly string[];
  /** Null for a model without versions. */
  readonly version: string | null;
  readonly source: VersionSource | null;
  readonly digest: string | null;
  /** When it was made, else when it was registered; null without a version. */
  readonly orderedAt: InstantMs | null;
  readonly tags: { readonly [name: string]: string };
}
