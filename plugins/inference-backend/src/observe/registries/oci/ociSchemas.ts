import { z } from 'zod';

const text = z.string().nullish().catch(null);
const texts = z.array(z.string()).nullish().catch(null);
const annotations = z.record(z.string(), z.string()).nullish().catch(null);
const digest = z.string().regex(/^sha(256:[0-9a-f]{64}|512:[0-9a-f]{128})$/);

/** What registries say when they refuse. */
export const errorAnswer = z.object({
  errors: z.array(z.object({ code: z.string() })).min(1),
});

export const catalogPage = z.object({
  repositories: z.array(z.string()).nullish(),
});
export const tagPage = z.object({ tags: z.array(z.string()).nullish() });

const descriptor = z.object({
  mediaType: z.string(),
  digest,
  size: z.number().nullish(),
  artifactType: text,
  annotations,
});

/** A manifest of an artifact, or an index of several. */
export const manifest = z.object({
  mediaType: text,
  artifactType: text,
  config: descriptor.nullish(),
  layers: z
    .array(z.object({ mediaType: z.string(), size: z.number().nullish() }))
    .nullish(),
  manifests: z.array(descriptor).nullish(),
  annotations,
});
export type Manifest = z.infer<typeof manifest>;

/** The config of ModelPack, https://github.com/modelpack/model-spec: what is of another type than specified counts as absent. */
export const modelConfig = z.object({
  descriptor: z
    .object({
      createdAt: text,
      authors: texts,
      vendor: text,
      family: text,
      name: text,
      version: text,
      title: text,
      description: text,
      docURL: text,
      sourceURL: text,
      revision: text,
      licenses: texts,
    })
    .nullish()
    .catch(null),
  config: z
    .object({
      architecture: text,
      format: text,
      paramSize: z.union([z.string(), z.number()]).nullish().catch(null),
      precision: text,
      quantization: text,
    })
    .nullish()
    .catch(null),
});
export type ModelConfig = z.infer<typeof modelConfig>;

/** Both families of media types: that of the project's beginning, and that of the CNCF. */
export const MODEL_MEDIA_TYPE = /^application\/vnd\.(cnai|cncf)\.model\./;

export const MANIFEST_TYPES = [
  'application/vnd.oci.image.manifest.v1+json',
  'application/vnd.oci.image.index.v1+json',
  'application/vnd.docker.distribution.manifest.v2+json',
  'application/vnd.docker.distribution.manifest.list.v2+json',
].join(', ');

/** True for a manifest of a model; null when it is an index, so that its parts decide. */
export function isModelManifest(read: Manifest): boolean | null {
  if (read.manifests) {
    return null;
  }
  return (
    MODEL_MEDIA_TYPE.test(read.artifactType ?? '') ||
    MODEL_MEDIA_TYPE.test(read.config?.mediaType ?? '')
  );
}
