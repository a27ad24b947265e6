import { shortHash } from '../names';
import { HTTP_PORT, type Server } from '../Server';
import { startupBudget } from '../lifecycle';
import type { Manifest } from './Manifest';
import { metadata } from './metadata';
import { WARM_UP_MOUNT, warmUpFiles } from './warmUp';

const IMAGE = 'curlimages/curl:8.10.1';

/**
 * Asks the server once after it was deployed; null when that is not wanted. Templates of Jobs never change, so the name holds a hash of
 * what is asked. There is no shell: what is asked lies in files.
 */
export function warmUpJob(server: Server): Manifest | null {
  const { request, labels } = server;
  if (request.warmUp.kind !== 'job') {
    return null;
  }
  const files = warmUpFiles(server);
  const seconds = startupBudget(request).totalSeconds;
  const url = `http://${request.name}:${HTTP_PORT}/v1/completions`;
  const hash = shortHash(
    JSON.stringify([files, request.engine, request.model, request.settings]),
  );
  // The pods are not the server's: its Service and its budget must not select them.
  const podLabels = {
    ...Object.fromEntries(
      Object.entries(labels).filter(([key]) => !(key in server.selector)),
    ),
    'app.kubernetes.io/component': 'warm-up',
  };
  return {
    file: 'job.yaml',
    object: {
      apiVersion: 'batch/v1',
      kind: 'Job',
      metadata: metadata(
        { ...server, labels: podLabels },
        {
          suffix: `warm-up-${hash}`,
          annotations: {
            'argocd.argoproj.io/hook': 'PostSync',
            'argocd.argoproj.io/hook-delete-policy': 'BeforeHookCreation',
          },
        },
      ),
      spec: {
        backoffLimit: 3,
        activeDeadlineSeconds: seconds + 600,
        template: {
          metadata: { labels: podLabels },
          spec: {
            restartPolicy: 'Never',
            serviceAccountName: request.name,
            automountServiceAccountToken: false,
            enableServiceLinks: false,
            securityContext: {
              runAsNonRoot: true,
              runAsUser: 1000,
              seccompProfile: { type: 'RuntimeDefault' },
            },
            containers: [
              {
                name: 'warm-up',
                image: IMAGE,
                command: ['curl'],
                args: Object.keys(files).flatMap((file, index) => [
                  ...(index === 0 ? [] : ['--next']),
                  '--silent',
                  '--show-error',
                  '--fail',
                  '--output',
                  '/dev/null',
                  '--retry',
                  String(Math.ceil(seconds / 10)),
                  '--retry-delay',
                  '10',
                  '--retry-connrefused',
                  '--header',
                  'Content-Type: application/json',
                  '--data-binary',
                  `@${WARM_UP_MOUNT}/${file}`,
                  url,
                ]),
                resources: {
                  requests: { cpu: '100m', memory: '64Mi' },
                  limits: { cpu: '100m', memory: '64Mi' },
                },
                securityContext: {
                  allowPrivilegeEscalation: false,
                  capabilities: { drop: ['ALL'] },
                  readOnlyRootFilesystem: true,
                },
                volumeMounts: [
                  { name: 'config', mountPath: WARM_UP_MOUNT, readOnly: true },
                ],
              },
            ],
            volumes: [{ name: 'config', configMap: { name: request.name } }],
          },
        },
      },
    },
  };
}
