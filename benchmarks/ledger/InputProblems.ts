/** Problems that are told before giving up. */
const MOST = 20;

/** What is wrong with the input, with file, line and field. */
export class InputError extends Error {
  override readonly name = 'InputError';
}

/** Gathers what is wrong, so that one run tells of more than the first mistake. */
export class InputProblems {
  private readonly messages: string[] = [];

  add(message: string): void {
    this.messages.push(message);
    if (this.messages.length >= MOST) this.throwIfAny();
  }

  throwIfAny(): void {
    if (this.messages.length > 0) {
      throw new InputError(this.messages.join('\n'));
    }
  }
}
