import type { UsageIssue } from './UsageIssue';
import {
  emptyPodHour,
  type GatewayHour,
  type PodHour,
  type ServingPod,
} from './PodHour';
import type { UsageWindow } from './UsageWindow';

/** Everything that one look at a window of hours brought, by pod and by server. */
export class UsageReading {
  readonly pods = new Map<string, { pod: ServingPod; hours: PodHour[] }>();
  readonly gateways = new Map<string, GatewayHour[]>();
  readonly #oddities = new Map<string, UsageIssue & { count: number }>();

  constructor(readonly window: UsageWindow) {}

  hourOf(pod: ServingPod, index: number): PodHour | undefined {
    let known = this.pods.get(pod.key);
    if (!known) {
      known = { pod, hours: this.window.hours.map(emptyPodHour) };
      this.pods.set(pod.key, known);
    }
    return known.hours[index];
  }

  gatewayHourOf(serverId: string, index: number): GatewayHour | undefined {
    let hours = this.gateways.get(serverId);
    if (!hours) {
      hours = this.window.hours.map(() => ({
        requests: new Map(),
        errors: new Map(),
        watchedMs: 0,
      }));
      this.gateways.set(serverId, hours);
    }
    return hours[index];
  }

  /** Notes something that was left out; told once with how often it happened. */
  note(issue: UsageIssue): void {
    const known = this.#oddities.get(issue.code);
    if (known) {
      known.count += 1;
    } else {
      this.#oddities.set(issue.code, { ...issue, count: 1 });
    }
  }

  /** What was odd, though the hours could be read. */
  get issues(): readonly UsageIssue[] {
    return [...this.#oddities.values()].map(({ count, ...issue }) => ({
      ...issue,
      message:
        count === 1 ? issue.message : `${issue.message} (${count} series)`,
    }));
  }
}
