/** Fixtures tell of days until then, so that is when tests begin. */
const BEGIN = Date.parse('2026-11-22T10:00:00Z');

/**
 * Sets the clock of a test file to the day of the fixtures, from which it goes on as clocks do: what was "10 days ago" stays 10 days ago on whatever
 * day the tests run.
 */
export function setFixtureClock(): void {
  const realNow = Date.now.bind(Date);
  const offset = BEGIN - realNow();
  Date.now = () => realNow() + offset;
  globalThis.Date = new Proxy(Date, {
    construct: (target, parts, created) =>
      Reflect.construct(
        target,
        parts.length === 0 ? [target.now()] : parts,
        created,
      ),
  });
}
