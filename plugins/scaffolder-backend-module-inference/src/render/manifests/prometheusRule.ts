import type { Server } from '../Server';
import type { Json } from '../toYaml';
import { alertsOf } from './alerts';
import type { Manifest } from './Manifest';
import { monitoringMetadata } from './podMonitor';

/** Alerts of the server as a rule; null when none are wanted. */
export function prometheusRule(server: Server): Manifest | null {
  const { name, owner } = server.request;
  const rules = alertsOf(server).map(
    (alert): Json => ({
      alert: alert.name,
      expr: alert.expression,
      for: alert.for,
      labels: { severity: alert.severity, server: name, owner },
      annotations: {
        summary: `${name}: ${alert.summary}`,
        description: `${alert.help} See also runbook.md beside the manifests.`,
      },
    }),
  );
  return rules.length === 0
    ? null
    : {
        file: 'prometheusrule.yaml',
        object: {
          apiVersion: 'monitoring.coreos.com/v1',
          kind: 'PrometheusRule',
          metadata: monitoringMetadata(server),
          spec: { groups: [{ name: `inference-${name}`, rules }] },
        },
      };
}
