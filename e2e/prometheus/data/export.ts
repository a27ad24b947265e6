import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { samplesOf } from './excerpt';
import { excerptWindows } from './fleet';
import { handwrittenSeries } from './handwrittenSeries';
import { formatSeries, openMetricsEnd } from './openMetrics';

/** Writes each window of the excerpt into a file `<n>.om` of the folder that the command line names. */
async function main(): Promise<void> {
  const folder = process.argv[2];
  for (const [index, window] of excerptWindows.entries()) {
    const series = samplesOf(window);
    if (index === excerptWindows.length - 1) series.push(...handwrittenSeries);
    await pipeline(
      Readable.from(
        (function* lines() {
          for (const one of series) yield formatSeries(one);
          yield openMetricsEnd;
        })(),
      ),
      createWriteStream(join(folder, `${index}.om`)),
    );
    const samples = series.reduce((sum, one) => sum + one.samples.length, 0);
    process.stderr.write(
      `${window.name}: ${series.length} series, ${samples} samples\n`,
    );
  }
}

main().catch(error => {
  process.stderr.write(`${error.stack}\n`);
  process.exitCode = 1;
});
