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
        "engine {"name":"tensorrt-llm","version":"1.0.0"} with precision {"quantization":"fp8","quantizeOnLoad":true}",
        "engine {"name":"tensorrt-llm","version":"1.2.1"} with precision {"quantization":"fp8","quantizeOnLoad":true}",
        "engine {"name":"tensorrt-llm","version":"1.3.0"} with precision {"quantization":"fp8","quantizeOnLoad":true}",
        "engine {"name":"tensorrt-llm","version":"1.0.0"} with parsers {"toolCallParser":"hermes","reasoningParser":"qwen3"}",
        "engine {"name":"tensorrt-llm","version":"1.0.0"} with requestLog {"tracesEndpoint":"http://collector.observability.svc:4317"}",
        "tensorParallel 8 with pipelineParallel 2",
        "gateway null with canary {"kind":"httproute","stableService":"old","route":"chat","steps":[5]}",
        "gateway null with canary {"kind":"httproute","stableService":"old","route":"chat","steps":[10,50,100]}",
      ]
    `);
  });
});
