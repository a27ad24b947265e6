import type { EngineProcess } from '../engines/Process';
import { withoutExpansion } from '../names';
import type { Server } from '../Server';
import { MODEL_MOUNT } from '../Server';
import type { Json } from '../toYaml';
import { HOME } from './podVolumes';

/** The same for every server: what is fetched, and where to, stands in variables. Files that are there already are not fetched again. */
const FETCH = `import os
from huggingface_hub import snapshot_download

snapshot_download(
    os.environ['MODEL_ID'],
    revision=os.environ['MODEL_COMMIT'],
    local_dir=os.environ['MODEL_FOLDER'],
)
`;

/** Container that fetches the weights before the engine starts; none where the engine does it itself, or they are there. */
export function downloadContainers(
  server: Server,
  process: EngineProcess,
): readonly Json[] {
  const { request, source, download } = server;
  if (source.kind !== 'hugging-face' || download === null) {
    return [];
  }
  const amounts = { cpu: '4', memory: '8Gi' };
  const secret = request.model.tokenSecret;
  const variables = {
    HOME,
    MODEL_ID: source.id,
    MODEL_COMMIT: source.commit,
    MODEL_FOLDER: download,
  };
  return [
    {
      name: 'download',
      // The image of the engine has the client of the hub, and is pulled anyway.
      image: process.image,
      imagePullPolicy: 'IfNotPresent',
      command: ['python3', '-c', withoutExpansion(FETCH)],
      env: [
        ...Object.entries(variables).map(([name, value]) => ({
          name,
          value: withoutExpansion(value),
        })),
        ...(secret === null
          ? []
          : [
              {
                name: 'HF_TOKEN',
                valueFrom: {
                  secretKeyRef: { name: secret.name, key: secret.key },
                },
              },
            ]),
      ],
      resources: { requests: amounts, limits: amounts },
      securityContext: {
        allowPrivilegeEscalation: false,
        capabilities: { drop: ['ALL'] },
        runAsNonRoot: true,
        seccompProfile: { type: 'RuntimeDefault' },
      },
      volumeMounts: [
        { name: 'model-cache', mountPath: MODEL_MOUNT },
        { name: 'home', mountPath: HOME },
      ],
    },
  ];
}
