import type { GpuWeight } from '../../../decide/cost/ledger';
import { addWeights, weightOfUnits } from '../../../decide/cost/weights';
import type { ClusterFacts } from '../servers/clusterFacts';
import { exactDeviceWeight, type GpuNode } from '../servers/gpuNode';
import { gpuWeight, shareOfWeight } from '../servers/gpuWeight';
import type { LedgerRules } from './LedgerRules';
import type { ContainerRequest, GpuPod } from './readGpuPod';

/** What a container holds of one resource. */
export interface Hold {
  readonly container: string;
  readonly resource: string;
  readonly units: number;
  readonly weight: GpuWeight;
  /** True when nothing tells the size of the devices, so that each counts as a whole card, as it does in the node's own count. */
  readonly guessed: boolean;
}

/** What holds are derived from. */
export interface HoldContext {
  readonly rules: LedgerRules;
  readonly facts: Pick<ClusterFacts, 'findClaim'>;
  /** Null while the node advertises no GPU. */
  readonly node: GpuNode | null;
  /** Called with a sentence about what could not be used. */
  readonly onProblem: (sentence: string) => void;
}

const PLAIN_NODE: Pick<GpuNode, 'replicas' | 'migProfile' | 'cardMemoryGb'> = {
  replicas: 1,
  migProfile: null,
  cardMemoryGb: null,
};

function resolved(
  request: ContainerRequest,
  pod: GpuPod,
  { rules, node, onProblem }: HoldContext,
): Hold | null {
  for (const resolver of rules.resolvers) {
    try {
      const grant = resolver.resolve({
        resources: request.resources,
        podAnnotations: pod.annotations,
        node: node && {
          labels: node.labels,
          physicalGpus: node.physical,
          cardMemoryGb: node.cardMemoryGb,
        },
      });
      if (grant) {
        return {
          container: request.container,
          resource: grant.resource,
          units: grant.units,
          weight: gpuWeight(grant.weight.numerator, grant.weight.denominator),
          guessed: false,
        };
      }
    } catch (error) {
      onProblem(
        `Pod ${pod.namespace}/${pod.name} is not counted by ${resolver.name}: ${
          error instanceof Error ? error.message : String(error)
        }`,
      );
    }
  }
  return null;
}

function ofDevices(
  request: ContainerRequest,
  { node, rules }: HoldContext,
): readonly Hold[] {
  return [...request.devices].map(([resource, units]) => {
    const each = exactDeviceWeight(
      resource,
      node ?? PLAIN_NODE,
      rules.migMeasure,
    );
    return {
      container: request.container,
      resource,
      units,
      weight: weightOfUnits(units, each ?? gpuWeight(1)),
      guessed: each === null,
    };
  });
}

function ofClaims(pod: GpuPod, { facts }: HoldContext): readonly Hold[] {
  return pod.claims.flatMap(({ claim: name, container }) => {
    const claim = name === null ? null : facts.findClaim(pod.namespace, name);
    if (!claim || claim.allocated === null || claim.allocated === 0) {
      return [];
    }
    const { reservedFor, allocated } = claim;
    if (reservedFor.length > 0 && !reservedFor.includes(pod.uid)) {
      return [];
    }
    return [
      {
        container,
        resource: [...claim.asked.keys()].join('+'),
        units: allocated,
        // Pods that share a claim hold equal parts of its devices.
        weight: shareOfWeight(
          gpuWeight(allocated),
          Math.max(reservedFor.length, 1),
        ),
        guessed: claim.partial,
      },
    ];
  });
}

/** What a pod holds, one row for each container and resource. */
export function holdOf(pod: GpuPod, context: HoldContext): readonly Hold[] {
  const rows = new Map<string, Hold>();
  for (const hold of [
    ...pod.requests.flatMap(
      request => resolved(request, pod, context) ?? ofDevices(request, context),
    ),
    ...ofClaims(pod, context),
  ]) {
    const key = JSON.stringify([hold.container, hold.resource]);
    const other = rows.get(key);
    rows.set(
      key,
      other
        ? {
            ...hold,
            units: hold.units + other.units,
            weight: addWeights(hold.weight, other.weight),
            guessed: hold.guessed || other.guessed,
          }
        : hold,
    );
  }
  return [...rows.values()];
}
