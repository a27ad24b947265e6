import type { ObjectStore } from '../store/ObjectStore';
import { Agenda } from './Agenda';
import type { Controller, Wake } from './Controller';

/** In real time the loop yields to the API server after this long. */
const SLICE_MS = 10;
/** The longest delay that a timer of Node.js can have. */
const MAX_DELAY_MS = 2 ** 31 - 1;

class Worker {
  readonly pending = new Set<string>();
  readonly due = new Map<string, number>();
  constructor(readonly controller: Controller) {}
}

/**
 * Runs the controllers, in simulated time by `advance` or in real time by timers. Work that is due at different
 * instants is done in the order of time, and `now` follows it, so that a run is the same every time.
 */
export class ControllerLoop {
  private readonly workers: Worker[] = [];
  private readonly ready: { worker: Worker; uid: string }[] = [];
  private readonly agenda = new Agenda<{ worker: Worker; uid: string }>();
  private simulatedMs: number | null = null;
  private timer: NodeJS.Timeout | undefined;
  private immediate: NodeJS.Immediate | undefined;
  private running = false;
  private readPosition = 0;
  private readySinceMs = 0;

  constructor(
    store: ObjectStore,
    private readonly clock: () => number,
    private readonly report: (controller: string, error: unknown) => void,
  ) {
    store.onChange(change => {
      for (const worker of this.workers) {
        worker.controller.observe(change, this.wakeOf(worker));
      }
      this.arrange();
    });
  }

  /** The instant at which controllers act, UTC ms. */
  now(): number {
    return this.simulatedMs ?? this.clock();
  }

  add(controller: Controller): void {
    this.workers.push(new Worker(controller));
  }

  /** Does everything that is due up to `untilMs`. */
  advance(untilMs: number): void {
    // What was asked for between two ticks is done as of the instant when it was asked for.
    const startMs = this.ready.length > 0 ? this.readySinceMs : untilMs;
    this.simulatedMs = Math.min(
      startMs,
      this.agenda.nextDueMs ?? untilMs,
      untilMs,
    );
    this.drain(Infinity);
    for (;;) {
      const next = this.agenda.take(untilMs);
      if (!next) break;
      this.simulatedMs = Math.max(this.simulatedMs, next.dueMs);
      this.start(next.item, next.dueMs);
      this.drain(Infinity);
    }
    this.simulatedMs = null;
  }

  /** From now on works by timers, which do not keep the process alive. */
  run(): void {
    this.running = true;
    this.arrange();
  }

  stop(): void {
    this.running = false;
    clearTimeout(this.timer);
    clearImmediate(this.immediate);
    this.immediate = undefined;
  }

  private wakeOf(worker: Worker): Wake {
    return {
      now: uid => this.enqueue(worker, uid),
      at: (uid, instantMs) => {
        const due = worker.due.get(uid);
        if (due !== undefined && due <= instantMs) return;
        worker.due.set(uid, instantMs);
        this.agenda.add(instantMs, { worker, uid });
      },
    };
  }

  private enqueue(worker: Worker, uid: string): void {
    if (worker.pending.has(uid)) return;
    worker.pending.add(uid);
    if (this.ready.length === 0) this.readySinceMs = this.now();
    this.ready.push({ worker, uid });
  }

  private start(
    { worker, uid }: { worker: Worker; uid: string },
    dueMs: number,
  ): void {
    // An appointment that was replaced by an earlier one is void.
    if (worker.due.get(uid) !== dueMs) return;
    worker.due.delete(uid);
    this.enqueue(worker, uid);
  }

  /** Works off what is ready, at most for a time. True when nothing is left. */
  private drain(budgetMs: number): boolean {
    const end = budgetMs === Infinity ? Infinity : performance.now() + budgetMs;
    while (this.readPosition < this.ready.length) {
      const next = this.ready[this.readPosition];
      this.readPosition += 1;
      if (!next) continue;
      next.worker.pending.delete(next.uid);
      try {
        next.worker.controller.reconcile(next.uid, this.wakeOf(next.worker));
      } catch (error) {
        this.report(next.worker.controller.name, error);
      }
      if (performance.now() > end) break;
    }
    if (this.readPosition < this.ready.length) return false;
    this.ready.length = 0;
    this.readPosition = 0;
    return true;
  }

  /** Plans the next slice of real-time work. */
  private arrange(): void {
    if (!this.running || this.immediate || this.simulatedMs !== null) return;
    if (this.ready.length > 0) {
      this.immediate = setImmediate(() => this.slice());
      this.immediate.unref();
      return;
    }
    clearTimeout(this.timer);
    const due = this.agenda.nextDueMs;
    if (due === null) return;
    const delay = Math.min(Math.max(0, due - this.clock()), MAX_DELAY_MS);
    this.timer = setTimeout(() => this.slice(), delay);
    this.timer.unref();
  }

  private slice(): void {
    this.immediate = undefined;
    const nowMs = this.clock();
    for (;;) {
      const next = this.agenda.take(nowMs);
      if (!next) break;
      this.start(next.item, next.dueMs);
    }
    this.drain(SLICE_MS);
    this.arrange();
  }
}
