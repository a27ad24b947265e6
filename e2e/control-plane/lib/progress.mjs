/** Says lines of progress of a command, with the seconds since it began. */
export function progress(command) {
  const started = Date.now();
  return line =>
    console.error(
      `${command}: ${((Date.now() - started) / 1000).toFixed(0)} s  ${line}`,
    );
}
