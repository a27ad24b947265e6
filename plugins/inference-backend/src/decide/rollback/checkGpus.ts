import { gpusPerPod } from './podNeeds';
import type { CodedCheck } from './rollbackPlan';
import type { KnownRevision, RollbackWorld } from './rollbackWorld';

/** Whether the pods of the target find GPUs now. Room is counted over the whole cluster, so that this warns and never blocks. */
export function checkGpus(
  { current, replacing, room }: RollbackWorld,
  { content }: KnownRevision,
): CodedCheck {
  const code = 'gpus-fit';
  const perPod = gpusPerPod(content.specification);
  const before = gpusPerPod(current.specification);
  if (perPod === 0 && before === 0) {
    return {
      code,
      result: 'pass',
      message:
        'Its pods ask for no whole GPUs, or its kind does not tell how many.',
    };
  }
  const replicas = current.replicas ?? 1;
  const more = Math.max(0, perPod - before) * replicas;
  const surging = (replacing?.surge ?? 0) * perPod;
  const wanted = replicas === 0 ? 0 : Math.max(more, surging);
  if (wanted === 0) {
    return {
      code,
      result: 'pass',
      message: 'Its pods take the GPUs of those that they replace.',
    };
  }
  if (room === null) {
    return {
      code,
      result: 'warn',
      message: `It needs ${wanted} free GPUs while it lasts, and nobody knows how many there are.`,
    };
  }
  if (room.free >= wanted) {
    return {
      code,
      result: 'pass',
      message: `It needs ${wanted} free GPUs while it lasts; ${room.free} ${room.product} are free.`,
    };
  }
  return {
    code,
    result: 'warn',
    message: `It needs ${wanted} free GPUs while it lasts, and ${room.free} ${
      room.product
    } are free: ${
      (replacing?.unavailable ?? 1) > 0 && more === 0
        ? 'pods are replaced one after the other, with less capacity meanwhile.'
        : 'new pods wait until GPUs become free. Free some, or let pods be missing meanwhile (maxUnavailable).'
    }`,
  };
}
