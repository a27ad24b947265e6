import type { WrittenSeries } from '../../../plugins/inference-backend-module-demo/src/prometheus/promql/memoryDatabase';

const SCRAPE_SECONDS = 30;

/** A counter of a gateway for the two hours before an instant, which restarts once. */
function counter(
  endSeconds: number,
  labels: Readonly<Record<string, string>>,
  perScrape: number,
): WrittenSeries {
  return {
    labels: { job: 'gateways', ...labels },
    samples: Array.from({ length: 241 }, (_, scrape) => [
      endSeconds - (240 - scrape) * SCRAPE_SECONDS,
      perScrape * (scrape < 150 ? scrape : scrape - 150),
    ]),
  };
}

/** What the demo fleet has not: gateways before the server `support-chat`. On whole instants, where generations differ. */
export function gatewaySeries(endSeconds: number): readonly WrittenSeries[] {
  const istio = (reporter: string, code: string, perScrape: number) =>
    counter(
      endSeconds,
      {
        __name__: 'istio_requests_total',
        cluster: 'demo-eu-west',
        namespace: 'support',
        pod: `proxy-${reporter}`,
        reporter,
        destination_workload: 'support-chat',
        destination_workload_namespace: 'support',
        response_code: code,
      },
      perScrape,
    );
  return [
    istio('source', '200', 400),
    istio('destination', '200', 400),
    istio('destination', '503', 3),
    counter(
      endSeconds,
      {
        __name__: 'envoy_cluster_upstream_rq_xx',
        cluster: 'demo-eu-west',
        pod: 'envoy-0',
        envoy_cluster_name:
          'outbound|8000||support-chat.support.svc.cluster.local',
        envoy_response_code_class: '2',
      },
      350,
    ),
    counter(
      endSeconds,
      {
        __name__: 'inference_objective_request_total',
        cluster: 'demo-eu-west',
        namespace: 'support',
        pod: 'picker-0',
        model_name: 'support-chat',
      },
      300,
    ),
  ];
}
