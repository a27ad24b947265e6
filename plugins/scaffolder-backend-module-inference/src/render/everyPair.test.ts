import { everyPair } from './__testUtils__/everyPair';
import { renderFiles } from './__testUtils__/rendered';

describe('every two choices', () => {
  const { made, never } = everyPair();

  it('meet in at least 200 requests, each of which is rendered', () => {
    expect(made.length).toBeGreaterThanOrEqual(200);
    for (const request of made) {
      const workloads = [...renderFiles(request).keys()].filter(path =>
        /^base\/(deployment|leaderworkerset|llminferenceservice|rollout)\.yaml$/.test(
          path,
        ),
      );
      expect(workloads).toHaveLength(1);
    }
  });

  it('are refused together only where they cannot work', () => {
    expect(never).toMatchInlineSnapshot(`
      [
        "engine {"name":"tensorrt-llm","version":"1.0.0"} with nodes 2",
        "engine {"name":"tensorrt-llm","version":"1.2.1"} with nodes 2",
        "engine {"name":"tensorrt-llm","version":"1.3.0"} with nodes 2",
        "engine {"name":"tensorrt-llm","version":"1.0.0"} with precision {"quantization":"fp8","quantizeOnLoad":true}",
        "engine {"name":"tensorrt-llm","version":"1.2.1"} with precision {"quantization":"fp8","quantizeOnLoad":true}",
        "engine {"name":"tensorrt-llm","version":"1.3.0"} with precision {"quantization":"fp8","quantizeOnLoad":true}",
        "engine {"name":"tensorrt-llm","version":"1.0.0"} with parsers {"toolCallParser":"hermes","reasoningParser":"qwen3"}",
        "engine {"name":"tensorrt-llm","version":"1.0.0"} with requestLog {"tracesEndpoint":"http://collector.observability.svc:4317"}",
        "nodes 2 with canary {"kind":"rollout","by":"httproute","steps":[5]}",
        "nodes 2 with canary {"kind":"rollout","by":"replicas","steps":[10,50,100],"pauseMinutes":60}",
        "spare false with canary {"kind":"rollout","by":"httproute","steps":[5]}",
        "autoscaling {"kind":"none"} with canary {"kind":"rollout","by":"replicas","steps":[10,50,100],"pauseMinutes":60}",
        "autoscaling {"kind":"keda","prometheusUrl":"http://prometheus.monitoring.svc:9090"} with canary {"kind":"rollout","by":"replicas","steps":[10,50,100],"pauseMinutes":60}",
        "autoscaling {"kind":"keda","prometheusUrl":"http://prometheus.monitoring.svc:9090","minReplicas":0,"gatewayQuery":"sum(pending{route=\\"chat\\"})"} with canary {"kind":"rollout","by":"replicas","steps":[10,50,100],"pauseMinutes":60}",
        "autoscaling {"kind":"hpa"} with canary {"kind":"rollout","by":"replicas","steps":[10,50,100],"pauseMinutes":60}",
        "gateway null with canary {"kind":"httproute","stableService":"old","route":"chat","steps":[5]}",
        "gateway null with canary {"kind":"httproute","stableService":"old","route":"chat","steps":[10,50,100]}",
        "gateway null with canary {"kind":"rollout","by":"httproute","steps":[5]}",
        "tensorParallel 8 with pipelineParallel 2",
        "gateway null with canary {"kind":"kserve","stableServer":"support-chat-1","steps":[5]}",
        "gateway null with canary {"kind":"kserve","stableServer":"support-chat-2","group":"support-chat-1","stableWeight":90,"steps":[10,50]}",
      ]
    `);
  });
});
