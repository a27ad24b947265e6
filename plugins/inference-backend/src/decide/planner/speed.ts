import type { Deployment } from './memoryPlan';
import { bytesPerTokenAndLayer } from './kvLayout';
import { BYTES_OF_DTYPE, weightBytes } from './weights';

/** Bytes a second that weights come over the network and from disk with, when nobody tells. */
const DOWNLOAD_RATE = 200e6;
const DISK_RATE = 1e9;
/** Seconds of profiling and compilation, and for the graphs of each layer. */
const PREPARE_SECONDS = 60;
const SECONDS_PER_LAYER = 0.8;
const PROBE_PERIOD = 10;
const LEAST_PROBES = 60;

/** Seconds until an engine answers. */
export interface StartupEstimate {
  readonly downloadSeconds: number;
  readonly loadSeconds: number;
  readonly prepareSeconds: number;
  readonly totalSeconds: number;
  readonly probeFailureThreshold: number;
}

/** What bandwidth of memory allows at most, tokens a second. */
export interface DecodeRoofline {
  readonly tokensPerSecondPerSequence: number;
  readonly batch: number;
  readonly tokensPerSecond: number;
}

function allBytes({ model, format, dtype }: Deployment): number | null {
  const bytes = weightBytes(model, format, dtype);
  return bytes === null
    ? null
    : bytes.layers +
        bytes.inputEmbedding +
        bytes.outputEmbedding +
        bytes.replicated;
}

/** Estimates the start with an empty cache. Null where the size of the weights is not known. */
export function estimateStartup(
  deployment: Deployment,
): StartupEstimate | null {
  const bytes = allBytes(deployment);
  if (bytes === null) return null;
  const downloadSeconds = Math.ceil(bytes / DOWNLOAD_RATE);
  const loadSeconds = Math.ceil(bytes / DISK_RATE);
  const prepareSeconds = Math.ceil(
    PREPARE_SECONDS + SECONDS_PER_LAYER * deployment.model.layers,
  );
  const totalSeconds = downloadSeconds + loadSeconds + prepareSeconds;
  return {
    downloadSeconds,
    loadSeconds,
    prepareSeconds,
    totalSeconds,
    probeFailureThreshold: Math.max(
      Math.ceil((totalSeconds * 1.5) / PROBE_PERIOD),
      LEAST_PROBES,
    ),
  };
}

/**
 * The roofline of decoding. A step reads the weights that its tokens use and the cache of every request. Ranks of tensor parallelism read
 * at the same time; stages of a pipeline work on different requests at the same time, so that one request waits for all and many do not.
 *
 * @param concurrency - requests of `maxModelLen` that the pool holds
 */
export function decodeRoofline(
  deployment: Deployment,
  concurrency: number | null,
): DecodeRoofline | null {
  const { model, gpu, batch, parallelism, maxModelLen } = deployment;
  const bandwidth = gpu?.bandwidthGBps ?? null;
  const bytes = allBytes(deployment);
  if (
    bytes === null ||
    bandwidth === null ||
    maxModelLen === null ||
    concurrency === null ||
    concurrency < 1
  ) {
    return null;
  }
  const { tensorParallel, pipelineParallel } = parallelism;
  const rate = bandwidth * 1e9 * tensorParallel;
  const share =
    (model.activeParametersBillions ?? 0) / (model.parametersBillions ?? 1);
  const active = share > 0 ? Math.min(share, 1) : 1;
  // Requests are half as long on the average as they may become.
  const length = maxModelLen / 2;
  const requests = Math.min(Math.floor(concurrency * 2), batch.maxNumSeqs);
  const windowed = model.layers - model.fullAttentionLayers;
  const cached =
    model.fullAttentionLayers * length +
    windowed * Math.min(model.slidingWindow ?? length, length);
  const cacheOfRequest =
    cached *
    bytesPerTokenAndLayer(
      model,
      tensorParallel,
      deployment.kvCacheDtype === 'fp8' ? 1 : BYTES_OF_DTYPE[deployment.dtype],
    ) *
    tensorParallel;
  // Experts are chosen by each token by itself: of many tokens nearly all are read.
  const readByAll = bytes * (1 - (1 - active) ** requests);
  const tokensPerSecond =
    (requests * rate * pipelineParallel) /
    (readByAll + requests * cacheOfRequest);
  return {
    tokensPerSecondPerSequence: rate / (bytes * active),
    batch: requests,
    tokensPerSecond,
  };
}
