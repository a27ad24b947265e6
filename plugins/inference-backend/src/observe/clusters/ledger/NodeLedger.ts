import type { NodeInterval } from '../../../decide/cost/ledger';
import type { InstantMs } from '../../../types';
import { at, textOf } from '../adapters/fields';
import type { GpuNode } from '../servers/gpuNode';
import {
  type LedgerNode,
  type NodeFacts,
  readLedgerNode,
} from './readLedgerNode';

interface Record {
  readonly facts: NodeFacts;
  /** As it last advertised GPUs. */
  readonly gpu: GpuNode | null;
  readonly open: NodeInterval;
}

/** Nodes with GPUs as intervals: one ends and the next begins whenever something changes that a cost follows from. */
export class NodeLedger {
  readonly #cluster: string;
  readonly #now: () => InstantMs;
  readonly #onChange: (name: string) => void;
  readonly #onProblem: (sentence: string) => void;
  /** By name: a cluster has one node of a name at a time. */
  readonly #records = new Map<string, Record>();
  #changed: NodeInterval[] = [];

  constructor(options: {
    cluster: string;
    now: () => InstantMs;
    /** Called with the name of a node whose GPUs may have changed. */
    onChange: (name: string) => void;
    onProblem: (sentence: string) => void;
  }) {
    this.#cluster = options.cluster;
    this.#now = options.now;
    this.#onChange = options.onChange;
    this.#onProblem = options.onProblem;
  }

  find(name: string): { uid: string; gpu: GpuNode | null } | undefined {
    const record = this.#records.get(name);
    return record && { uid: record.facts.uid, gpu: record.gpu };
  }

  put(object: unknown): void {
    const node = readLedgerNode(object);
    if (node === null) {
      return;
    }
    if (node.problem !== null) {
      this.#onProblem(node.problem);
    }
    const { name, uid } = node.facts;
    const before = this.#records.get(name);
    if (before && before.facts.uid !== uid) {
      // Deleted and made again under its name; the deletion was not seen.
      this.#end(name, before);
    } else if (before) {
      this.#update(before, node);
      return;
    }
    if (node.isGpuNode) {
      this.#open(node, node.createdAt ?? this.#now());
    }
  }

  remove(object: unknown): void {
    const name = textOf(at(object, 'metadata', 'name')) ?? '';
    const uid = textOf(at(object, 'metadata', 'uid'));
    const before = this.#records.get(name);
    if (before && (uid === null || before.facts.uid === uid)) {
      this.#end(name, before);
    }
  }

  /** Ends all nodes but these. */
  keepOnly(names: ReadonlySet<string>): void {
    for (const [name, record] of [...this.#records]) {
      if (!names.has(name)) {
        this.#end(name, record);
      }
    }
  }

  /** Intervals that changed since the last call; with `all` every open one too. */
  drain(all: boolean): readonly NodeInterval[] {
    const changed = this.#changed;
    this.#changed = [];
    return all
      ? [...changed, ...[...this.#records.values()].map(({ open }) => open)]
      : changed;
  }

  #update(before: Record, node: LedgerNode): void {
    const gpu = node.gpu ?? before.gpu;
    if (JSON.stringify(before.facts) === JSON.stringify(node.facts)) {
      this.#records.set(node.facts.name, { ...before, gpu });
      if (JSON.stringify(before.gpu) !== JSON.stringify(gpu)) {
        this.#onChange(node.facts.name);
      }
      return;
    }
    const now = this.#now();
    const { open } = before;
    // Two changes in one instant are one.
    if (open.from < now) {
      this.#changed.push({ ...open, to: now });
    }
    this.#open({ ...node, gpu }, Math.max(open.from, now) as InstantMs);
  }

  #open({ facts, gpu }: LedgerNode, from: InstantMs): void {
    const open: NodeInterval = {
      ...facts,
      cluster: this.#cluster,
      from,
      to: null,
      quality: 'observed',
    };
    this.#records.set(facts.name, { facts, gpu, open });
    this.#changed.push(open);
    this.#onChange(facts.name);
  }

  #end(name: string, { open }: Record): void {
    this.#records.delete(name);
    this.#changed.push({
      ...open,
      to: Math.max(open.from, this.#now()) as InstantMs,
    });
  }
}
