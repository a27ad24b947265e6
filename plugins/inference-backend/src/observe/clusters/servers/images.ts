import type {
  ImageReference,
  RuntimeName,
} from '@inference-portal/plugin-inference-common';

/** An image reference in its parts. */
export interface ParsedImage {
  readonly repository: string;
  readonly tag: string | null;
  readonly digest: string | null;
}

/** An image that is known to serve models. */
export interface ServingImage {
  /** Repository without tag, of any registry or mirror; `*` stands for any text. */
  readonly image: string;
  readonly runtime: RuntimeName;
  /** False when the tag counts something else than the engine, such as a distribution around it. */
  readonly tagIsVersion?: boolean;
}

/** Images that the portal recognises as serving models; the first match wins. docs name this list. */
export const servingImages: readonly ServingImage[] = [
  { image: 'lmcache/vllm-openai', runtime: 'vllm', tagIsVersion: false },
  { image: 'vllm-openai', runtime: 'vllm' },
  { image: 'vllm-openai-*', runtime: 'vllm' },
  { image: 'vllm/vllm-tpu', runtime: 'vllm' },
  { image: 'rocm/vllm*', runtime: 'vllm', tagIsVersion: false },
  { image: 'nvidia/vllm', runtime: 'vllm', tagIsVersion: false },
  { image: 'llm-d/llm-d*', runtime: 'vllm', tagIsVersion: false },
  { image: 'rhaiis/vllm*', runtime: 'vllm', tagIsVersion: false },
  { image: 'nvcr.io/nim/*', runtime: 'nim' },
  { image: 'nim/*/*', runtime: 'nim' },
  { image: 'nvidia/tritonserver', runtime: 'triton' },
  { image: 'tritonserver', runtime: 'triton' },
  { image: 'nvidia/tensorrt-llm/*', runtime: 'tensorrt-llm' },
  { image: 'tensorrt-llm/release', runtime: 'tensorrt-llm' },
  { image: 'lmsysorg/sglang*', runtime: 'sglang' },
  { image: 'huggingface/text-generation-inference', runtime: 'tgi' },
  {
    image: 'huggingface/text-embeddings-inference',
    runtime: 'unknown',
  },
  { image: 'rayproject/ray-llm', runtime: 'ray-serve' },
  { image: 'anyscale/ray-llm', runtime: 'ray-serve' },
  { image: 'kserve/huggingfaceserver*', runtime: 'vllm', tagIsVersion: false },
  { image: 'kserve/*server', runtime: 'unknown' },
  { image: 'seldonio/mlserver*', runtime: 'unknown' },
  { image: 'openvino/model_server*', runtime: 'unknown' },
  { image: 'tensorflow/serving*', runtime: 'unknown' },
  { image: 'pytorch/torchserve*', runtime: 'unknown' },
  { image: 'ollama/ollama', runtime: 'unknown' },
  { image: 'ggml-org/llama.cpp', runtime: 'unknown' },
];

/** Images that belong to another runtime once the command says so, and serve nothing by themselves. */
const engineHosts: readonly ServingImage[] = [
  { image: 'rayproject/ray*', runtime: 'ray-serve' },
];

/** Splits `[registry/]repository[:tag][@digest]`. */
export function parseImage(reference: string): ParsedImage {
  const [name = '', digest = null] = reference.split('@', 2);
  const colon = name.lastIndexOf(':');
  // A colon before the last slash belongs to the registry's port.
  const tagged = colon > name.lastIndexOf('/');
  return {
    repository: tagged ? name.slice(0, colon) : name,
    tag: tagged ? name.slice(colon + 1) : null,
    digest:
      digest !== null && /^sha\d+:[0-9a-f]+$/.test(digest) ? digest : null,
  };
}

const patterns = new Map<string, RegExp>();

function patternOf(image: string): RegExp {
  const known = patterns.get(image);
  if (known) {
    return known;
  }
  const text = image
    .split('*')
    .map(part => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'))
    .join('[^\\s]*');
  const pattern = new RegExp(`(?:^|/)${text}$`);
  patterns.set(image, pattern);
  return pattern;
}

/** Answers by list and reference: a fleet runs few images in many pods. */
const answers = new WeakMap<
  readonly ServingImage[],
  Map<string, ServingImage | undefined>
>();
const MAX_ANSWERS = 10_000;
const NO_IMAGES: readonly ServingImage[] = [];

/** The entry that matches an image's repository; those of `extra` come before the known ones. */
export function findServingImage(
  reference: string,
  extra: readonly ServingImage[] = NO_IMAGES,
): ServingImage | undefined {
  const known =
    answers.get(extra) ?? new Map<string, ServingImage | undefined>();
  answers.set(extra, known);
  if (known.has(reference)) {
    return known.get(reference);
  }
  const { repository } = parseImage(reference);
  const matches = (entry: ServingImage) =>
    patternOf(entry.image).test(repository);
  const found = extra.find(matches) ?? servingImages.find(matches);
  if (known.size >= MAX_ANSWERS) {
    known.clear();
  }
  known.set(reference, found);
  return found;
}

/** Engine that an image can host, when neither image nor command tell a closer one. */
export function findHostImage(reference: string): ServingImage | undefined {
  const { repository } = parseImage(reference);
  return engineHosts.find(entry => patternOf(entry.image).test(repository));
}

/** `v0.30.0-cu129` as `0.30.0`; null for tags that are no version, such as `latest`. */
export function versionOfTag(tag: string | null): string | null {
  const match =
    /^v?(\d+(?:\.\d+)+(?:(?:rc|a|b|\.post|\.dev)\d+)*)(?:$|[-_+.])/.exec(
      tag ?? '',
    );
  return match?.[1] ?? null;
}

/** Digest of a kubelet's `imageID` such as `docker.io/vllm/vllm-openai@sha256:…`; null for ids of local images. */
export function digestOfImageId(imageId: string | null): string | null {
  return imageId === null ? null : parseImage(imageId).digest;
}

/** An image with the digest that `digests` knows for its reference, else the one that the reference names. */
export function imageWithDigest(
  reference: string,
  digests: ReadonlyMap<string, string>,
): ImageReference {
  return {
    reference,
    digest: digests.get(reference) ?? parseImage(reference).digest,
  };
}
