import type { LabelledServer } from './LabelledServer';

/** The same server while nothing has been collected for `hours`. */
export function inOutage(
  server: LabelledServer,
  hours: number,
): LabelledServer {
  const cut = (series: Float32Array) =>
    series.map((value, slot) =>
      slot >= series.length - hours ? Number.NaN : value,
    );
  const { history } = server;
  return {
    ...server,
    history: {
      start: history.start,
      requests: cut(history.requests),
      generatedTokens: cut(history.generatedTokens),
      gpuActivityMax: cut(history.gpuActivityMax),
      gpuActivityAvg: cut(history.gpuActivityAvg),
      networkBytesPerSecond: cut(history.networkBytesPerSecond),
    },
  };
}
