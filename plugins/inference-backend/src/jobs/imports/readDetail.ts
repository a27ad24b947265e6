import type { ModelVersionDetail } from '@inference-portal/plugin-inference-common';
import type { VersionContent } from '../../record';
import type { InstantMs } from '../../types';

/** What a registered version says of itself, with what was added to it since. */
export function readDetail(detail: ModelVersionDetail): VersionContent {
  return {
    version: detail.version,
    source: detail.source,
    digest: detail.digest,
    format: detail.format,
    architecture: detail.architecture,
    parameters: detail.parameters,
    precision: detail.precision,
    quantization: detail.quantization,
    contextLength: detail.contextLength,
    license: detail.license,
    description: detail.description,
    modelCard: detail.modelCard,
    homepage: detail.homepage,
    creator: detail.creator,
    createdAt:
      detail.createdAt === null
        ? null
        : (Date.parse(detail.createdAt) as InstantMs),
    signature: detail.signature,
    metrics: detail.metrics,
    lineage: detail.lineage,
    tags: detail.tags,
  };
}
