import { evidence, missing, ofPod, outcome, type ReadinessRule } from './rule';

const memoryLimits: ReadinessRule = {
  code: 'memory-limits',
  group: 'pod',
  check: ofPod(pod => {
    const { memoryLimit: limit, memoryRequest: request, container } = pod;
    if (limit === null) {
      return missing(
        pod,
        'No memory limit: a container that grows takes other servers of its node with it.',
        'a memory limit',
        `${container}.resources.limits`,
      );
    }
    const looked = [
      evidence('request', request?.text ?? null, `${container}.resources`),
      evidence('limit', limit.text, `${container}.resources`),
    ];
    if (limit.bytes === null || (request !== null && request.bytes === null)) {
      return outcome(
        'unknown',
        'The amounts of memory cannot be read.',
        ...looked,
      );
    }
    // Kubernetes takes the limit for a request that is left out.
    return request === null || request.bytes === limit.bytes
      ? outcome(
          'pass',
          `The container is promised the ${limit.text} of memory that it may use.`,
          ...looked,
        )
      : outcome(
          'fail',
          `The container is promised ${request.text} of memory and may use ${limit.text}: it is the first to go when its node runs short.`,
          ...looked,
        );
  }),
};

const securityContext: ReadinessRule = {
  code: 'security-context',
  group: 'pod',
  check: ofPod(pod => {
    const source = `${pod.container}.securityContext`;
    const dropsAll = pod.droppedCapabilities.some(name => /^all$/i.test(name));
    const looked = [
      evidence('privileged', pod.privileged, source),
      evidence(
        'allowPrivilegeEscalation',
        pod.allowPrivilegeEscalation,
        source,
      ),
      evidence(
        'capabilities.drop',
        pod.droppedCapabilities.join(', ') || null,
        source,
      ),
      evidence('seccompProfile', pod.seccompProfile, source),
      evidence('runAsNonRoot', pod.runAsNonRoot, source),
    ];
    if (pod.privileged === true) {
      return outcome(
        'fail',
        'The container is privileged: whoever breaks into the engine owns the node.',
        ...looked,
      );
    }
    const lacks = [
      ...(pod.allowPrivilegeEscalation === false
        ? []
        : ['allowPrivilegeEscalation: false']),
      ...(dropsAll ? [] : ['capabilities.drop: [ALL]']),
      ...(pod.seccompProfile === 'RuntimeDefault' ||
      pod.seccompProfile === 'Localhost'
        ? []
        : ['seccompProfile: RuntimeDefault']),
    ];
    if (lacks.length === 0) {
      return outcome(
        'pass',
        'The container may neither gain privileges nor use capabilities of the kernel.',
        ...looked,
      );
    }
    const isStated =
      pod.allowPrivilegeEscalation === true || pod.completedBy === null;
    return isStated
      ? outcome(
          'fail',
          `The security context lacks ${lacks.join(', ')}.`,
          ...looked,
        )
      : outcome(
          'unknown',
          `The specification does not state ${lacks.join(', ')}, and ${
            pod.completedBy
          } may fill it in.`,
          ...looked,
        );
  }),
};

/** Whether the pods leave their neighbours alone. */
export const podRules: readonly ReadinessRule[] = [
  memoryLimits,
  securityContext,
];
