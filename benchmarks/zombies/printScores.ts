import type { scoreFleet } from './score';

const share = (value: number) =>
  Number.isNaN(value) ? '    –' : value.toFixed(3);

/** Tables for a person to read. */
export function printScores(
  { scores, classes }: ReturnType<typeof scoreFleet>,
  print: (line: string) => void,
) {
  print(`${'rule'.padEnd(64)} precision recall    F1`);
  for (const [name, score] of scores) {
    print(
      `${name.padEnd(64)}     ${share(score.precision)}  ${share(
        score.recall,
      )} ${share(score.f1)}`,
    );
  }
  print(`${'class'.padEnd(28)} servers  called  at high  states`);
  for (const [label, own] of classes) {
    const states = [...own.states]
      .sort((a, b) => b[1] - a[1])
      .map(([state, count]) => `${state} ${count}`)
      .join(', ');
    const kind = own.dead ? 'dead:' : 'live:';
    print(
      `${kind} ${label.padEnd(22)} ${String(own.servers).padStart(7)} ${share(
        own.medium / own.servers,
      ).padStart(7)} ${share(own.high / own.servers).padStart(8)}  ${states}`,
    );
  }
}
