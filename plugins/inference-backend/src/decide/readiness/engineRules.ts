import { thousands } from '../thousands';
import { findBlindSpot, findFlag, readSwitch } from './engineSettings';
import { isSince } from './engineVersion';
import type { ReadinessFacts } from './facts';
import {
  evidence,
  missing,
  ofPod,
  outcome,
  type Outcome,
  type ReadinessRule,
} from './rule';

/** Engines that keep a cache of keys and values of which the command states the limits. */
const KV_ENGINES = new Set(['vllm', 'tensorrt-llm', 'sglang', 'tgi']);
/** Flags that bound how much of the cache is used at once, or how large it is. */
const KV_BOUNDS = [
  'gpu-memory-utilization',
  'kv-cache-memory-bytes',
  'kv-cache-free-gpu-memory-fraction',
  'free-gpu-memory-fraction',
  'mem-fraction-static',
  'max-num-seqs',
  'max-running-requests',
  'max-batch-size',
];
const GIB = 2 ** 30;

function unknownEngine({ server }: ReadinessFacts, what: string): Outcome {
  return outcome(
    'unknown',
    `How ${server.runtime.name} is told ${what} is not known to the portal.`,
    evidence('engine', server.runtime.name, 'runtime'),
  );
}

const kvLimits: ReadinessRule = {
  code: 'kv-limits',
  group: 'engine',
  check(facts) {
    const { server, engine } = facts;
    const bound = findFlag(engine, ...KV_BOUNDS);
    const looked = [
      evidence('maxModelLength', server.maxModelLength, engine?.source),
      ...(bound ? [evidence(bound.name, bound.value, engine?.source)] : []),
    ];
    if (server.maxModelLength !== null) {
      return outcome(
        'pass',
        `A request may be ${thousands(
          server.maxModelLength,
        )} tokens long, so what one takes of the KV cache is bounded.`,
        ...looked,
      );
    }
    if (!KV_ENGINES.has(server.runtime.name)) {
      return unknownEngine(facts, 'the longest request');
    }
    return (
      findBlindSpot(facts) ??
      outcome(
        'fail',
        'No longest request is stated: the engine takes the whole context of the model, and one request may fill the KV cache.',
        ...looked,
      )
    );
  },
};

const precision: ReadinessRule = {
  code: 'precision',
  group: 'engine',
  check(facts) {
    const { server, engine } = facts;
    const cache = findFlag(engine, 'kv-cache-dtype');
    const stated = [server.quantization, server.precision].find(
      ({ value }) => value !== null && value !== 'auto',
    );
    const looked = [
      evidence('precision', server.precision.value, server.precision.source),
      evidence(
        'quantization',
        server.quantization.value,
        server.quantization.source,
      ),
      ...(cache ? [evidence(cache.name, cache.value, engine?.source)] : []),
    ];
    if (stated) {
      return outcome('pass', `Somebody chose ${stated.value}.`, ...looked);
    }
    if (!KV_ENGINES.has(server.runtime.name)) {
      return unknownEngine(facts, 'the precision');
    }
    return (
      findBlindSpot(facts) ??
      outcome(
        'fail',
        'Nobody chose a precision: the checkpoint decides how much memory the weights take, and how fast the server is.',
        ...looked,
      )
    );
  },
};

/** Chunked prefill as the engine does it when nothing is said; null when the portal cannot tell. */
function chunkedByDefault({ server }: ReadinessFacts): boolean | null {
  const { name, version } = server.runtime;
  if (name === 'vllm') {
    // From 0.11 on there is one engine only, which does it; before, it depends on which of two was taken.
    return isSince(version, 0, 11) === true ? true : null;
  }
  if (name === 'tensorrt-llm') {
    return version === null ? null : false;
  }
  // 3.0 made it the default.
  return name === 'tgi' && isSince(version, 3, 0) === true ? true : null;
}

const batching: ReadinessRule = {
  code: 'batching',
  group: 'engine',
  check(facts) {
    const { server, engine } = facts;
    const most = findFlag(engine, 'max-num-seqs', 'max-batch-size');
    const { name, version } = server.runtime;
    if (most?.value === '1') {
      return outcome(
        'fail',
        'The engine takes one request at a time: the others wait.',
        evidence(most.name, most.value, engine?.source),
      );
    }
    const given = readSwitch(engine, 'enable-chunked-prefill');
    const looked = [
      evidence('engine', name, 'runtime'),
      evidence('version', version, 'image'),
      evidence('enable-chunked-prefill', given, engine?.source),
    ];
    if (given !== null) {
      return given
        ? outcome(
            'pass',
            'Requests are batched as they come, and long prompts are read in pieces.',
            ...looked,
          )
        : outcome(
            'fail',
            'Chunked prefill is switched off: one long prompt holds up the answers of all others.',
            ...looked,
          );
    }
    if (!KV_ENGINES.has(name)) {
      return unknownEngine(facts, 'to batch');
    }
    const blind = findBlindSpot(facts);
    if (blind) {
      return blind;
    }
    switch (chunkedByDefault(facts)) {
      case true:
        return outcome(
          'pass',
          `${name} ${version} batches requests as they come and reads long prompts in pieces unless told otherwise.`,
          ...looked,
        );
      case false:
        return outcome(
          'fail',
          `${name} reads long prompts in one piece unless told otherwise: one holds up the answers of all others.`,
          ...looked,
        );
      default:
        return outcome(
          'unknown',
          'What the engine does by default depends on its version, which is not known or too old to tell.',
          ...looked,
        );
    }
  },
};

const sharedMemory: ReadinessRule = {
  code: 'shared-memory',
  group: 'engine',
  check: facts => {
    const { server, pod } = facts;
    const { tensorParallel, gpus } = server;
    const ways = evidence('tensorParallel', tensorParallel, 'tensorParallel');
    const requested = gpus.requests.reduce((sum, { count }) => sum + count, 0);
    if (tensorParallel === 1 || (tensorParallel === null && requested === 1)) {
      return outcome(
        'not-applicable',
        'One GPU serves the model: its processes exchange nothing through /dev/shm.',
        ways,
        evidence('gpus', requested, 'gpus.requests'),
      );
    }
    if (tensorParallel === null) {
      return outcome(
        'unknown',
        'How many GPUs share the model is not known.',
        ways,
      );
    }
    const mount = pod?.mounts.find(({ path }) => path === '/dev/shm');
    const looked = [
      ways,
      evidence('volume', mount?.volume ?? null, mount?.source),
      evidence('sizeLimit', mount?.sizeLimit ?? null, mount?.source),
    ];
    if (pod?.hostIpc === true) {
      return outcome(
        'pass',
        'The pod uses the shared memory of its node.',
        ways,
        evidence('hostIPC', true, 'hostIPC'),
      );
    }
    if (mount?.kind === 'memory') {
      return mount.sizeLimit === null || mount.sizeLimit >= GIB
        ? outcome(
            'pass',
            'The processes of the GPUs exchange data through a /dev/shm that is large enough.',
            ...looked,
          )
        : outcome(
            'fail',
            '/dev/shm is smaller than 1 GiB: the processes of the GPUs may fail for want of it.',
            ...looked,
          );
    }
    return ofPod(known =>
      missing(
        known,
        'No memory volume at /dev/shm: the 64 MiB that containers get are too few for the processes of several GPUs.',
        'a memory volume at /dev/shm',
        `${known.container}.volumeMounts`,
      ),
    )(facts);
  },
};

/** Whether the engine's limits are somebody's decision. */
export const engineRules: readonly ReadinessRule[] = [
  kvLimits,
  precision,
  batching,
  sharedMemory,
];
