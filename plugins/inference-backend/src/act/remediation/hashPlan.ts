import type { RemediationPlan } from '../../decide/remediation/remediationPlan';
import {
  canonicalize,
  hashCanonical,
} from '../../observe/clusters/servers/canonicalJson';

/** SHA-256, hex, of whatever the plan rests on: equal for equal worlds, whoever asks and whenever. */
export function hashPlan({ basis }: RemediationPlan): string {
  return hashCanonical(canonicalize(basis));
}
