import { NotFoundError } from '@backstage/errors';
import type {
  Finding,
  FindingAcceptance,
  FindingDetail,
  FindingPage,
  FindingsApi,
  FindingSnooze,
  FindingsSnooze,
  FindingsSnoozed,
  FindingWaiver,
  ListFindingsQuery,
  ServerUsage,
  ServerUsageQuery,
  UsageSum,
  UsageSums,
} from '@inference-portal/plugin-inference-common';
import { FakeCostsApi } from '../costs/FakeCostsApi';
import { findingDetail, findingPage, findings } from './findings';
import { serverUsage } from './usage';

const DAYS = { hour: 7, day: 30 };
const STEPS = { hour: 3_600_000, day: 86_400_000 };

/** Findings in memory, filtered and answered as the backend does. */
export class FakeFindingsApi extends FakeCostsApi implements FindingsApi {
  findings: Finding[] = findings();
  detection: FindingPage['detection'] = findingPage([]).detection;
  /** Ids that cannot be snoozed, with the reason. */
  refusedSnoozes: { readonly [id: string]: string } = {};
  usage: ServerUsage | undefined;
  /** What servers did in the last 24 hours. */
  sums: UsageSum[] = [
    {
      serverId: 'c3f1a2',
      requests: 12_480,
      errors: 3,
      latencyMs: { p50: 900, p95: 1_840, p99: 2_600 },
    },
  ];
  /** Every question for findings, in order. */
  readonly listed: ListFindingsQuery[] = [];

  async listFindings(query: ListFindingsQuery = {}): Promise<FindingPage> {
    this.listed.push(query);
    this.fail();
    const { state = ['open'], owner, cause, confidence, cluster } = query;
    const items = this.findings.filter(
      one =>
        state.includes(one.state) &&
        (owner === undefined || owner.includes(one.owner ?? 'none')) &&
        (cause === undefined || cause.includes(one.cause)) &&
        (confidence === undefined || confidence.includes(one.confidence)) &&
        (cluster === undefined || cluster.includes(one.server.cluster)) &&
        (query.entityRef === undefined ||
          query.entityRef === one.server.entityRef),
    );
    return { ...findingPage(items), detection: this.detection };
  }

  async getFinding(id: string): Promise<FindingDetail> {
    this.fail();
    return findingDetail(this.found(id));
  }

  async snoozeFinding(id: string, snooze: FindingSnooze) {
    this.write('snoozeFinding', { id, ...snooze });
    return this.answer(id, 'snoozed', snooze.until, snooze.reason ?? null);
  }

  async snoozeFindings(snooze: FindingsSnooze): Promise<FindingsSnoozed> {
    this.write('snoozeFindings', snooze);
    const items: Finding[] = [];
    const failed: FindingsSnoozed['failed'] = [];
    for (const id of snooze.ids) {
      const message = this.refusedSnoozes[id];
      if (message === undefined) {
        const { until, reason } = snooze;
        items.push(this.answer(id, 'snoozed', until, reason ?? null));
      } else {
        failed.push({ id, message });
      }
    }
    return { items, failed };
  }

  async waiveFinding(id: string, waiver: FindingWaiver) {
    this.write('waiveFinding', { id, ...waiver });
    return this.answer(id, 'waived', waiver.until, waiver.reason);
  }

  async acceptFinding(id: string, acceptance: FindingAcceptance = {}) {
    this.write('acceptFinding', { id, ...acceptance });
    return this.answer(id, 'accepted', null, acceptance.reason ?? null);
  }

  async getServerUsage(
    _id: string,
    query: ServerUsageQuery = {},
  ): Promise<ServerUsage> {
    this.fail();
    const { granularity = 'hour', from } = query;
    const step = STEPS[granularity];
    // As the backend: up to now, which is when the pages look.
    const to = Math.floor(Date.now() / step) * step;
    return (
      this.usage ??
      serverUsage(
        granularity,
        from === undefined
          ? to - DAYS[granularity] * STEPS.day
          : Date.parse(from),
        to,
      )
    );
  }

  async listServerUsage(): Promise<UsageSums> {
    this.fail();
    return {
      from: '2026-11-21T05:00:00.000Z',
      to: '2026-11-22T05:00:00.000Z',
      items: this.sums,
    };
  }

  private found(id: string): Finding {
    const one = this.findings.find(candidate => candidate.id === id);
    if (!one) {
      throw Object.assign(new NotFoundError(`No finding with id ${id}`), {
        statusCode: 404,
      });
    }
    return one;
  }

  private answer(
    id: string,
    kind: 'snoozed' | 'waived' | 'accepted',
    until: string | null,
    reason: string | null,
  ): FindingDetail {
    const one: Finding = {
      ...this.found(id),
      state: kind,
      silence: {
        kind,
        until: until === null ? null : `${until.slice(0, 10)}T00:00:00Z`,
        reason,
        by: 'user:default/guest',
        at: '2026-11-22T04:00:00Z',
      },
    };
    this.findings = this.findings.map(other => (other.id === id ? one : other));
    return findingDetail(one);
  }
}
