/** Holds back the calls of what it guards while it is closed. */
export class Gate {
  private passage: Promise<void> = Promise.resolve();
  private letPass = () => {};

  close(): void {
    this.letPass();
    this.passage = new Promise(done => {
      this.letPass = done;
    });
  }

  open(): void {
    this.letPass();
  }

  /** The same object, whose methods answer with promises and wait at the gate. */
  guard<T extends object>(target: T): T {
    return new Proxy(target, {
      get: (object, name) => {
        const value: unknown = Reflect.get(object, name);
        return typeof value === 'function'
          ? async (...parameters: unknown[]) => {
              await this.passage;
              return value.apply(object, parameters);
            }
          : value;
      },
    });
  }
}
