import { engineMetrics } from '../engines/engineMetrics';
import { alertsOf } from '../manifests/alerts';
import { engineResources } from '../manifests/engineContainer';
import { gracePeriod, startupBudget } from '../lifecycle';
import type { RenderedFile } from '../RenderedFile';
import type { Server } from '../Server';
import { goingBack } from './goingBack';
import { markdownTable, markdownText } from './markdown';
import { regionsOf } from './regions';

const minutes = (seconds: number) => `${Math.ceil(seconds / 60)} minutes`;

function facts(server: Server): string {
  const { request, gpus, nodes, servedName } = server;
  const { cpu, memoryGiB } = engineResources(server);
  return markdownTable(
    ['', ''],
    [
      ['Owner', `\`${request.owner}\``],
      [
        'Model',
        `\`${request.model.name}\`, version ${markdownText(
          request.model.version,
        )}`,
      ],
      ['Asked for as', markdownText(servedName)],
      ['Source', `\`${request.model.source}\``],
      ['Engine', `${request.engine.name} ${request.engine.version}`],
      [
        'One replica',
        `${gpus} x ${request.gpu.product}, ${cpu} CPUs, ${memoryGiB} GiB${
          nodes === 1 ? '' : `, on each of ${nodes} nodes`
        }`,
      ],
      [
        'Clusters',
        regionsOf(request)
          .map(
            ({ cluster, standby }) =>
              `${cluster}${standby ? ' (standby)' : ''}`,
          )
          .join(', '),
      ],
      ...(request.budget === null
        ? []
        : [
            [
              'Budget of a month',
              `${request.budget.currency} ${request.budget.amount}`,
            ],
          ]),
    ],
  );
}

function scaling(server: Server): string {
  const { request, replicas } = server;
  switch (request.autoscaling.kind) {
    case 'keda':
      return `KEDA keeps ${replicas.least} to ${
        replicas.most
      } replicas: one more for every ${
        request.autoscaling.waitingRequests
      } requests that wait${
        engineMetrics(server).kvUsage === null
          ? ''
          : ', and as many as the KV cache in use needs'
      }. A replica goes after 5 minutes without need. When Prometheus does not answer, the number stays as it is.`;
    case 'hpa':
      return `A HorizontalPodAutoscaler keeps ${replicas.least} to ${replicas.most} replicas at ${request.autoscaling.gpuUtilization} % GPU utilisation. The metric needs an adapter that serves \`DCGM_FI_DEV_GPU_UTIL\` for pods. It says that GPUs work, not that requests wait: change to KEDA when p99 rises before replicas do.`;
    default:
      return `Nothing scales the server: ${replicas.most} replica(s). To add one, change \`replicas\` in \`base/${server.workload.file}\`.`;
  }
}

function alerts(server: Server): string {
  const rows = alertsOf(server).map(({ name, help }) => [`\`${name}\``, help]);
  return rows.length === 0
    ? 'None were asked for.'
    : `${markdownTable(['Alert', 'What to do'], rows)}

There is no alert for "VRAM over 85 %": the engine takes its memory when it starts and never gives it back, so a level would alert for ever. Growth is what tells of a leak.`;
}

function ofNodes({ nodes }: Server): string {
  return `One replica is ${nodes} pods on ${nodes} nodes. The first answers requests, the others compute for it; when one of them ends, all of them start anew.`;
}

/** What a person on call needs. */
export function runbook(server: Server): RenderedFile {
  const { request } = server;
  const { name, namespace } = request;
  const { preStopSeconds, totalSeconds } = gracePeriod(request);
  const pods = Object.entries(server.selector)
    .map(([label, value]) => `${label}=${value}`)
    .join(',');
  return {
    path: 'runbook.md',
    content: `# Runbook of ${name}

${facts(server)}

## Go back

${goingBack(server)}
${server.nodes === 1 ? '' : `\n${ofNodes(server)}\n`}
## Starting and ending

A pod has ${minutes(
      startupBudget(request).totalSeconds,
    )} to fetch the weights, load them and compile. It is not killed before. On its way out it gets no new requests for ${preStopSeconds} seconds and then time to finish: ${totalSeconds} seconds in all.
${
  request.gpu.spare
    ? 'A new version starts beside the old one, for which GPUs of one more replica must be free.'
    : 'GPUs are not kept free for changes: a replica ends before its successor starts, and with one replica nobody is served meanwhile.'
}
A drain takes one pod at a time; with one replica it takes the server.

## Scaling

${scaling(server)}

## Alerts

${alerts(server)}

## Look

- \`kubectl -n ${namespace} get pods -l ${pods}\`
- \`kubectl -n ${namespace} logs -l ${pods} -c ${
      server.workload.container
    } --tail=200\`
- The page of the server in the portal: planned beside actual KV cache, cost, findings.
`,
  };
}
