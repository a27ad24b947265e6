import type { EngineProcess } from '../engines/Process';
import type { Server } from '../Server';
import type { Manifest } from './Manifest';
import { metadata } from './metadata';

/** Metadata of an object that the Prometheus operator selects by its label `release`. */
export function monitoringMetadata(server: Server) {
  const release = server.request.alerts?.release ?? null;
  return metadata(
    release === null
      ? server
      : { ...server, labels: { ...server.labels, release } },
  );
}

/** Scrapes every pod by itself: through the Service one would be read at a time. */
export function podMonitor(server: Server, process: EngineProcess): Manifest {
  return {
    file: 'podmonitor.yaml',
    object: {
      apiVersion: 'monitoring.coreos.com/v1',
      kind: 'PodMonitor',
      metadata: monitoringMetadata(server),
      spec: {
        selector: { matchLabels: server.answering },
        podMetricsEndpoints: [
          {
            port: 'http',
            path: process.metricsPath,
            interval: '15s',
            scrapeTimeout: '10s',
          },
        ],
      },
    },
  };
}
