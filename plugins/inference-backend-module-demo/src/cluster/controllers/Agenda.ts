/** An entry of the agenda. */
export interface Appointment<T> {
  readonly dueMs: number;
  readonly item: T;
}

/** A queue of appointments in the order of their time; those of one time stay in the order of their entry. */
export class Agenda<T> {
  private readonly heap: { dueMs: number; order: number; item: T }[] = [];
  private entries = 0;

  get nextDueMs(): number | null {
    return this.heap[0]?.dueMs ?? null;
  }

  add(dueMs: number, item: T): void {
    const { heap } = this;
    this.entries += 1;
    heap.push({ dueMs, order: this.entries, item });
    let index = heap.length - 1;
    while (index > 0) {
      const parent = (index - 1) >> 1;
      if (!this.before(index, parent)) return;
      this.swap(index, parent);
      index = parent;
    }
  }

  /** Takes the next appointment if it is due. */
  take(nowMs: number): Appointment<T> | undefined {
    const first = this.heap[0];
    if (!first || first.dueMs > nowMs) return undefined;
    const last = this.heap.pop();
    if (last && this.heap.length > 0) {
      this.heap[0] = last;
      this.sink();
    }
    return { dueMs: first.dueMs, item: first.item };
  }

  private sink(): void {
    const { heap } = this;
    let index = 0;
    for (;;) {
      const left = 2 * index + 1;
      const right = left + 1;
      let smallest = index;
      if (left < heap.length && this.before(left, smallest)) smallest = left;
      if (right < heap.length && this.before(right, smallest)) smallest = right;
      if (smallest === index) return;
      this.swap(index, smallest);
      index = smallest;
    }
  }

  private before(a: number, b: number): boolean {
    const left = this.heap[a];
    const right = this.heap[b];
    if (!left || !right) return false;
    return left.dueMs === right.dueMs
      ? left.order < right.order
      : left.dueMs < right.dueMs;
  }

  private swap(a: number, b: number): void {
    const left = this.heap[a];
    const right = this.heap[b];
    if (!left || !right) return;
    this.heap[a] = right;
    this.heap[b] = left;
  }
}
