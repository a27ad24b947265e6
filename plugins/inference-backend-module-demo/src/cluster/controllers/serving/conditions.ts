import { isRecord, timestampOf } from '../../objects';
import type { Condition } from '../../workloadTypes';

/** The conditions of a status with one of them set; its time changes only with its status. */
export function withCondition(
  conditions: unknown,
  nowMs: number,
  next: Condition,
): object[] {
  const list = Array.isArray(conditions) ? conditions.filter(isRecord) : [];
  const present = list.find(each => each.type === next.type);
  if (present?.status === next.status) return list;
  const condition = { ...next, lastTransitionTime: timestampOf(nowMs) };
  return present
    ? list.map(each => (each === present ? condition : each))
    : [...list, condition];
}
