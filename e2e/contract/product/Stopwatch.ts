import { until } from '../cluster/until';

/** Measures how long changes take to become visible, and tells at the end. */
export class Stopwatch {
  private readonly lines: string[] = [];

  constructor(private readonly cluster: string) {}

  /** Makes a change, waits until it is visible, and notes the time between the answer and that. */
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
    return seen;
  }

  /** Notes a time that was taken elsewhere. */
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
