import { CONFIG_MOUNT } from '../manifests/podVolumes';
import { HTTP_PORT, type Server } from '../Server';
import { type Json, toYaml } from '../toYaml';
import type { EngineProcess } from './Process';
import { settingsOf } from './settingsTable';
import { trtllmFlags, trtllmSettings } from './trtllmSettings';

const FILE = 'engine.yaml';

function settingsFile({ request }: Server): { readonly [key: string]: Json } {
  const settings = settingsOf(trtllmSettings, request);
  const plain = settings.filter(({ key }) => !key.includes('.'));
  const groups = new Set(
    settings.flatMap(({ key }) =>
      key.includes('.') ? [key.slice(0, key.indexOf('.'))] : [],
    ),
  );
  return Object.fromEntries([
    ...plain.map(({ key, value }) => [key, value] as const),
    ...[...groups].map(group => [
      group,
      Object.fromEntries(
        settings
          .filter(({ key }) => key.startsWith(`${group}.`))
          .map(({ key, value }) => [key.slice(group.length + 1), value]),
      ),
    ]),
  ]);
}

/** TensorRT-LLM: the command line says where, the file says how. */
export function trtllmProcess(server: Server): EngineProcess {
  const { engine } = server.request;
  return {
    image:
      engine.image ?? `nvcr.io/nvidia/tensorrt-llm/release:${engine.version}`,
    command: ['trtllm-serve'],
    args: [
      server.modelArgument,
      // The default is localhost, which no probe reaches.
      '--host=0.0.0.0',
      `--port=${HTTP_PORT}`,
      // Newer versions call it --config, and still know it by this name.
      `--extra_llm_api_options=${CONFIG_MOUNT}/${FILE}`,
      ...settingsOf(trtllmFlags, server.request).map(({ key, value }) =>
        value === true ? key : `${key}=${value}`,
      ),
    ],
    expandedArgs: [],
    environment: {},
    // /metrics is JSON that each reader takes away from the others.
    metricsPath: '/prometheus/metrics',
    files: { [FILE]: toYaml(settingsFile(server)) },
    group: null,
  };
}
