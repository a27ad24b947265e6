import { until } from '../cluster/until';

/** What the product promises for a change to become visible, in ms. */
const PROMISED_MS = 2_000;

/** Measures how long changes take to become visible, and tells at the end. */
export class Stopwatch {
  private readonly lines: string[] = [];

  constructor(private readonly cluster: string) {}

  /** Makes a change, waits until it is visible, and holds the time between the answer and that to the promise. */
  async measure<T>(
    title: string,
    change: () => Promise<unknown>,
    look: () => T | undefined | false,
  ): Promise<T> {
    await change();
    const began = performance.now();
    const seen = await until(`${title} to be visible`, async () => look());
    const took = Math.round(performance.now() - began);
    this.lines.push(`${title}: ${took} ms`);
    expect(took).toBeLessThan(PROMISED_MS);
    return seen;
  }

  /** Tells what is promised to no number. */
  note(title: string, began: number): void {
    this.lines.push(`${title}: ${Math.round(performance.now() - began)} ms`);
  }

  print(): void {
    process.stdout.write(
      `visible on the ${this.cluster} cluster after\n${this.lines
        .map(line => `  ${line}\n`)
        .join('')}`,
    );
  }
}
