import { HOUR_MS } from '../../durations';
import type { InstantMs } from '../../types';
import {
  ask,
  NOON,
  plainEngine,
  recordedServer,
} from './__testUtils__/plainFacts';
import { memoryTrend } from './memoryTrend';

const GIB = 2 ** 30;

/** How memory went that is given by the hour, in GiB. */
function hours(...gib: (number | null)[]) {
  return memoryTrend(
    gib.map((size, index) => ({
      hour: (NOON - (gib.length - index) * HOUR_MS) as InstantMs,
      bytes: size === null ? null : size * GIB,
    })),
  );
}

function logging(
  version: string | null,
  flags: { [name: string]: string | null },
) {
  return ask('request-log', {
    server: recordedServer({ runtime: { name: 'vllm', version } }),
    engine: plainEngine(flags),
  }).result;
}

describe('operation rules', () => {
  it('know which versions of vLLM log requests by themselves', () => {
    expect(logging('0.9.2', {})).toBe('pass');
    expect(logging('0.9.2', { 'disable-log-requests': null })).toBe('unknown');
    expect(logging('0.10.0', {})).toBe('pass');
    expect(logging('0.10.1', {})).toBe('unknown');
    expect(logging('0.10', {})).toBe('unknown');
    expect(logging('0.30.0', {})).toBe('unknown');
    expect(logging('0.30.0', { 'enable-log-requests': null })).toBe('pass');
    expect(logging('0.30.0', { 'no-enable-log-requests': null })).toBe(
      'unknown',
    );
    expect(logging(null, {})).toBe('unknown');
    expect(logging(null, { 'otlp-traces-endpoint': 'http://otel:4317' })).toBe(
      'pass',
    );
  });

  it('tell memory that grows from memory that an engine takes at its start', () => {
    // It loads in its first hour, and is warmed up in the next three.
    const loading = [2];
    const flat = Array.from({ length: 60 }, (_, hour) => (hour < 3 ? 50 : 72));
    expect(
      ask('memory-growth', { memory: hours(...loading, ...flat) }).result,
    ).toBe('pass');
    const leak = Array.from({ length: 168 }, (_, hour) => 14 + hour / 16.8);
    expect(ask('memory-growth', { memory: hours(...leak) })).toMatchObject({
      result: 'fail',
      message: expect.stringMatching(/grew by 6\d % since the last change/),
    });
  });

  it('do not call memory steady that was hardly measured', () => {
    const gaps = Array.from({ length: 168 }, (_, hour) =>
      hour < 40 ? 72 : null,
    );
    expect(ask('memory-growth', { memory: hours(...gaps) }).result).toBe(
      'unknown',
    );
    expect(ask('memory-growth', {}).result).toBe('unknown');
  });

  it('are content with an alert that watches memory, unless it is seen to grow', () => {
    const memoryAlerts = ['PrometheusRule support-chat'];
    expect(ask('memory-growth', { memoryAlerts })).toMatchObject({
      result: 'pass',
      message:
        'PrometheusRule support-chat tells when the memory of the server grows.',
    });
    const leak = Array.from({ length: 168 }, (_, hour) => 14 + hour / 16.8);
    expect(
      ask('memory-growth', { memoryAlerts, memory: hours(...leak) }).result,
    ).toBe('fail');
    expect(
      ask('memory-growth', {
        unseen: {
          autoscalers: null,
          disruptionBudgets: null,
          memoryAlerts: 'The portal may not list prometheusrules.',
        },
      }).message,
    ).toContain('The portal may not list prometheusrules.');
  });

  it('want a budget, and do not know of budgets that may not be read', () => {
    const budget = {
      id: 'b1',
      scope: { kind: 'owner' as const, ref: 'group:default/support' },
      monthly: { currency: 'USD', micros: 1_000_000 },
      timezone: 'UTC',
      note: null,
      createdBy: 'user:default/guest',
      createdAt: new Date(NOON).toISOString(),
      updatedBy: 'user:default/guest',
      updatedAt: new Date(NOON).toISOString(),
    };
    expect(ask('cost-budget', { budgets: [budget] }).result).toBe('pass');
    expect(ask('cost-budget', { budgets: [] }).result).toBe('fail');
    expect(ask('cost-budget', { budgets: null }).result).toBe('unknown');
  });

  it('want an exit plan', () => {
    const exitPlan = {
      value: 'https://git.example.com/exit-plan.md',
      source: 'annotation inference-portal/exit-plan on the Deployment',
    };
    expect(ask('exit-plan', { exitPlan })).toMatchObject({
      result: 'pass',
      evidence: [{ name: 'exit-plan', ...exitPlan }],
    });
    expect(ask('exit-plan', {}).result).toBe('fail');
  });
});
