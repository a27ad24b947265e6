import type {
  EvaluationMetric,
  LineageLink,
} from '@inference-portal/plugin-inference-common';

/** One version of a model's story. */
export interface VersionStory {
  readonly version: string;
  /** When it was made, in days before the demo starts. */
  readonly daysAgo: number;
  /** Source URI; a digest is made up for those whose URI can change. */
  readonly source: string;
  readonly creator: string;
  readonly description?: string;
  readonly precision?: string;
  readonly quantization?: string;
  readonly lineage: readonly LineageLink[];
  readonly metrics?: readonly EvaluationMetric[];
  /** True leaves the digest out, so that the portal has something that is not pinned. */
  readonly unpinned?: boolean;
  readonly signed?: boolean;
  readonly retired?: string;
}

/** Where an alias pointed, oldest first. */
export interface AliasStory {
  readonly alias: string;
  readonly moves: readonly {
    readonly daysAgo: number;
    readonly to: string;
    readonly by: string;
    readonly reason: string;
    readonly approvedBy?: string;
  }[];
  /** A move that waits for a second person. */
  readonly wish?: {
    readonly daysAgo: number;
    readonly to: string;
    readonly by: string;
    readonly reason: string;
  };
}

/** One model of the demo's registry. */
export interface ModelStory {
  /** Entity name in the namespace `default`. */
  readonly name: string;
  readonly title: string;
  readonly description: string;
  /** Entity name of a group in the namespace `default`. */
  readonly team: string;
  /** Ids under which hubs and servers know it. */
  readonly sourceIds: readonly string[];
  readonly tags: readonly string[];
  readonly license: string;
  readonly format: string;
  readonly architecture: string;
  readonly parameters: number;
  readonly contextLength?: number;
  readonly homepage?: string;
  readonly card: string;
  /** Oldest first. */
  readonly versions: readonly VersionStory[];
  readonly aliases: readonly AliasStory[];
}
