/**
 * kwok stages by which pods of the demo fail as their story tells: a fault
 * follows from what a pod runs, so that a rollback puts it right.
 */

/** One document per fault of these servers, as `exportFleet.ts` prints them. */
export function faultStages(servers) {
  return servers
    .flatMap(server =>
      server.faults
        .filter(({ outcome }) => outcome in CONTAINER_STATES)
        .flatMap(fault => {
          const stage = faultStage(server, fault);
          return stage.phase === 'Pending'
            ? [documentOf(stage), holdDocumentOf(stage)]
            : [documentOf(stage)];
        }),
    )
    .join('\n---\n');
}

function faultStage({ namespace, name, releases }, fault) {
  return {
    namespace,
    name,
    cause: causeOf(releases, fault.when),
    ...CONTAINER_STATES[fault.outcome](fault),
  };
}

/** Before the stage that makes pods ready, whose weight is 0. */
const WEIGHT = 10_000;

function documentOf(stage) {
  return `${headOf(stage, '')}
      - key: .status.containerStatuses
        operator: DoesNotExist
  weight: ${WEIGHT}
  next:
    statusTemplate: |
      {{ $now := Now }}
      conditions:
        - type: Initialized
          status: "True"
          lastTransitionTime: {{ $now | Quote }}
        - type: Ready
          status: "False"
          reason: ContainersNotReady
          lastTransitionTime: {{ $now | Quote }}
        - type: ContainersReady
          status: "False"
          reason: ContainersNotReady
          lastTransitionTime: {{ $now | Quote }}
      containerStatuses:
        {{ range .spec.containers }}
        - name: {{ .name | Quote }}
          image: {{ .image | Quote }}
          imageID: ""
          ready: false
          started: false
${indented(10, stage.container)}
        {{ end }}
      phase: ${stage.phase}
      startTime: {{ $now | Quote }}
`;
}

/** Without it, a pod that stays pending would next be made ready. */
function holdDocumentOf(stage) {
  return `${headOf(stage, '-hold')}
      - key: .status.containerStatuses
        operator: Exists
  weight: ${WEIGHT}
  delay:
    durationMilliseconds: ${365 * 24 * 60 * 60 * 1000}
  next: {}
`;
}

function headOf({ namespace, name, cause }, suffix) {
  return `apiVersion: kwok.x-k8s.io/v1alpha1
kind: Stage
metadata:
  name: fault-${namespace}-${name}${suffix}
spec:
  resourceRef:
    apiGroup: v1
    kind: Pod
  selector:
    matchLabels:
      app.kubernetes.io/name: ${JSON.stringify(name)}
    matchExpressions:
      - key: .metadata.namespace
        operator: In
        values: [${JSON.stringify(namespace)}]
      - key: '${cause.key}'
        operator: In
        values: [${JSON.stringify(cause.value)}]
      - key: .metadata.deletionTimestamp
        operator: DoesNotExist
      - key: .status.phase
        operator: In
        values: [Pending]`;
}

/** What containers of a failing pod report: the last lines of `kubectl describe pod`. */
const CONTAINER_STATES = {
  'image-pull': ({ message }) => ({
    // A pod that waits for its image stays pending.
    phase: 'Pending',
    container: [
      'restartCount: 0',
      'state:',
      '  waiting:',
      '    reason: ImagePullBackOff',
      `    message: ${JSON.stringify(
        `Back-off pulling image: ErrImagePull: ${message}`,
      )}`,
    ],
  }),
  crash: fault => crashed(fault, { exitCode: 1, reason: 'Error' }),
  oom: fault => crashed(fault, { exitCode: 137, reason: 'OOMKilled' }),
};

function crashed({ logs = '' }, { exitCode, reason }) {
  return {
    phase: 'Running',
    container: [
      'restartCount: 5',
      'state:',
      '  waiting:',
      '    reason: CrashLoopBackOff',
      '    message: "back-off 2m40s restarting failed container"',
      'lastState:',
      '  terminated:',
      `    exitCode: ${exitCode}`,
      `    reason: ${reason}`,
      '    startedAt: {{ $now | Quote }}',
      '    finishedAt: {{ $now | Quote }}',
      `    message: ${JSON.stringify(logs.split('\n').at(-1))}`,
    ],
  };
}

/** Where the text that causes a fault stands: in an image or in an argument of some release. */
function causeOf(releases, text) {
  const containers = releases.flatMap(
    ({ object }) => object.spec.template.spec.containers,
  );
  const image = containers.map(c => c.image).find(i => i.includes(text));
  if (image !== undefined) {
    return { key: '.spec.containers.[].image', value: image };
  }
  const argument = containers
    .flatMap(({ args = [] }) => args)
    .find(arg => arg.includes(text));
  if (argument === undefined) {
    throw new Error(`no release runs ${text}, which a fault of the demo names`);
  }
  return { key: '.spec.containers.[].args.[]?', value: argument };
}

function indented(spaces, lines) {
  return lines.map(line => `${' '.repeat(spaces)}${line}`).join('\n');
}
