#!/usr/bin/env node
/**
 * Starts and stops Kubernetes control planes without containers: etcd, the API
 * server, controller-manager, scheduler, and kwok, which plays the nodes.
 *
 *   node control-plane.mjs start  [--name NAME | --dir FOLDER] [--stages PATH ...]
 *                                 [--rollouts]
 *   node control-plane.mjs stop   [--name NAME | --dir FOLDER | --all]
 *   node control-plane.mjs status [--name NAME | --dir FOLDER]
 *
 * `start` prints the path of the kubeconfig as its last line. Several planes run
 * side by side under different names (default: "default"). `--stages` adds kwok
 * stages, from a file or a folder; one of a default stage's name replaces it.
 * `--rollouts` adds Argo Rollouts: its definitions and its controller.
 */
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { runMain } from './lib/interruption.mjs';
import { isRunning } from './lib/processes.mjs';
import { startControlPlane } from './lib/start.mjs';
import {
  findState,
  isUp,
  listPlaneFolders,
  planeFolder,
} from './lib/state.mjs';
import { stopControlPlane } from './lib/stop.mjs';

/** As `systemctl status` answers for what is not running. */
const EXIT_NOT_RUNNING = 3;

const commands = { start, stop, status };

async function start({ name, dir, stages, rollouts }, { signal }) {
  const began = Date.now();
  const { kubeconfig } = await startControlPlane({
    name,
    dir,
    stages,
    rollouts,
    signal,
    report: line => console.error(line),
  });
  console.error(`ready in ${((Date.now() - began) / 1000).toFixed(1)} s`);
  console.log(kubeconfig);
}

async function stop({ name, dir, all }, { signal }) {
  const planes = all
    ? listPlaneFolders().map(folder => ({ name: basename(folder) }))
    : [{ name, dir }];
  for (const plane of planes) {
    const stopped = await stopControlPlane({ ...plane, signal });
    const title = plane.dir ?? plane.name ?? 'default';
    console.error(stopped ? `${title}: stopped` : `${title}: was not running`);
  }
}

function status({ name, dir }) {
  const folders =
    name || dir ? [planeFolder({ name, dir })] : listPlaneFolders();
  const states = folders.map(findState).filter(state => state !== undefined);
  states.forEach(printState);
  if (states.length === 0) console.log('no control plane');
  return states.length > 0 && states.every(isUp) ? 0 : EXIT_NOT_RUNNING;
}

function printState(state) {
  console.log(`${state.name}: ${isUp(state) ? 'ready' : 'not ready'}`);
  for (const record of state.processes) {
    const condition = isRunning(record) ? 'running' : 'ended';
    console.log(`  ${record.program} ${condition}, pid ${record.pid}`);
  }
  console.log(`  server     ${state.server}`);
  console.log(`  programs   ${state.programs}`);
  console.log(`  kubeconfig ${state.kubeconfig}`);
}

function readArguments() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      name: { type: 'string' },
      dir: { type: 'string' },
      stages: { type: 'string', multiple: true },
      rollouts: { type: 'boolean' },
      all: { type: 'boolean' },
    },
  });
  const [command] = positionals;
  if (positionals.length !== 1 || !Object.hasOwn(commands, command)) {
    throw new Error(
      'usage: control-plane.mjs start|stop|status [--name NAME | --dir FOLDER]',
    );
  }
  if (values.name !== undefined && !/^[a-z0-9][a-z0-9-]*$/.test(values.name)) {
    throw new Error(
      `--name is ${values.name}: only a-z, 0-9 and dashes are allowed`,
    );
  }
  return { command, options: values };
}

await runMain(async context => {
  const { command, options } = readArguments();
  return commands[command](options, context);
});
