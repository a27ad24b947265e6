import type {
  CostEvidence,
  CostEvidenceItem,
} from '@inference-portal/plugin-inference-common';
import { InputError } from '@backstage/errors';
import { CostAmount } from '../decide/cost/CostTally';
import { roundHalfUp, toNumber, type Fraction } from '../decide/cost/fractions';
import { integrate } from '../decide/cost/integrate';
import type { Ledger } from '../decide/cost/ledger';
import type { CostPart } from '../decide/cost/nodeParts';
import { PriceBook } from '../decide/cost/PriceBook';
import type { GroupTree } from '../decide/groupTree';
import { DAY_MS } from '../durations';
import type { LedgerStore, NameStore } from '../record';
import { decodeCursor, encodeCursor } from '../record/database/cursor';
import type { InstantMs } from '../types';
import { costKey } from './costKey';
import type { CostVisibility } from './ReportTallies';
import type { CostQuestion } from './CostRequest';
import { countedPart } from './countedPart';
import {
  compareKeys,
  joinParts,
  type EvidenceKey,
  type EvidenceStretch,
} from './evidenceItems';
import { passesFilter, toCostFilter } from './selection';

/** Evidence is read as a whole. */
const MAX_DAYS = 92;

/** Which page of the evidence of which line. */
export interface EvidencePage {
  /** Key of the line; null for all of them. */
  readonly key: string | null;
  readonly limit: number;
  /** The `nextCursor` of the page before. */
  readonly cursor: string | null;
}

const iso = (instant: number) => new Date(instant).toISOString();

function fractionText({ numerator, denominator }: Fraction): string {
  return denominator === 1n ? String(numerator) : `${numerator}/${denominator}`;
}

function readCursor(cursor: string | null): EvidenceKey | null {
  return cursor === null
    ? null
    : decodeCursor<[number, string, string, number]>(cursor, [
        'number',
        'string',
        'string',
        'number',
      ]);
}

/** Finds what prices are explained by. */
class PriceNotes {
  readonly #book: PriceBook;
  readonly #nodes: ReadonlyMap<string, Ledger['nodes'][number]>;

  constructor(ledger: Ledger) {
    this.#book = new PriceBook(ledger.prices);
    this.#nodes = new Map(ledger.nodes.map(node => [node.uid, node]));
  }

  nodeName(uid: string | null): string | null {
    return this.#nodes.get(uid ?? '')?.name ?? null;
  }

  noteOf({ dimensions, term, from }: CostPart): string | null {
    if (dimensions.priceSource === 'node-annotation') {
      return 'annotation on the node';
    }
    const node = this.#nodes.get(dimensions.nodeUid ?? '');
    const row = node
      ? this.#book
          .timeline(node)
          .find(stretch => stretch.from <= from && from < stretch.to)?.row
      : null;
    return row &&
      row.source === dimensions.priceSource &&
      row.micros === term.price?.micros
      ? row.note ?? row.id
      : null;
  }
}

/** Tells how costs came about. */
export class CostEvidenceReader {
  readonly #ledger: LedgerStore;
  readonly #names: NameStore;
  readonly #groups: () => GroupTree;
  readonly #now: () => number;

  constructor(options: {
    ledger: LedgerStore;
    names: NameStore;
    groups: () => GroupTree;
    now: () => number;
  }) {
    this.#ledger = options.ledger;
    this.#names = options.names;
    this.#groups = options.groups;
    this.#now = options.now;
  }

  /** The intervals and prices behind a line, as far as they are visible, oldest first. Throws `InputError` for a window of more than 92 days. */
  async getEvidence(
    question: CostQuestion,
    { key, limit, cursor }: EvidencePage,
    isVisible: CostVisibility,
  ): Promise<CostEvidence> {
    const { window } = question;
    if (window.to - window.from > MAX_DAYS * DAY_MS) {
      throw new InputError(
        `to: evidence is told of at most ${MAX_DAYS} days at a time, ask for a part of the window`,
      );
    }
    const after = readCursor(cursor);
    const groups = this.#groups();
    const filter = toCostFilter(question, groups);
    const counted = countedPart(window, this.#now() as InstantMs);
    const ledger = await this.#ledger.readLedger(counted);
    const isWanted = (part: CostPart) =>
      passesFilter(filter, part.dimensions) &&
      (isVisible === null || isVisible(part.dimensions)) &&
      (key === null || costKey(question, part, groups) === key);
    const stretches = joinParts(
      filterParts(integrate(ledger, { window: counted }), isWanted),
    );
    // By what the last page ended with, not by how many there were: what comes late neither repeats nor hides anything.
    const rest =
      after === null
        ? stretches
        : stretches.filter(({ key: place }) => compareKeys(place, after) > 0);
    const page = rest.slice(0, limit);
    const last = page.at(-1);
    const servers = await this.#names.serverNames(
      page.flatMap(({ part }) => part.dimensions.serverId ?? []),
    );
    const notes = new PriceNotes(ledger);
    const pods = new Map(
      ledger.allocations.map(({ podUid, namespace, podName }) => [
        podUid,
        `${namespace}/${podName}`,
      ]),
    );
    return {
      items: page.map(stretch =>
        toItem(stretch, {
          lasts: stretch.to === counted.to && counted.to < window.to,
          pods,
          servers,
          notes,
        }),
      ),
      ...(last &&
        rest.length > page.length && { nextCursor: encodeCursor(last.key) }),
    };
  }
}

function* filterParts(
  parts: Iterable<CostPart>,
  isWanted: (part: CostPart) => boolean,
): Generator<CostPart> {
  for (const part of parts) {
    if (isWanted(part)) {
      yield part;
    }
  }
}

function toItem(
  { from, to, part, quantity, weight }: EvidenceStretch,
  {
    lasts,
    pods,
    servers,
    notes,
  }: {
    lasts: boolean;
    pods: ReadonlyMap<string, string>;
    servers: ReadonlyMap<string, string>;
    notes: PriceNotes;
  },
): CostEvidenceItem {
  const { dimensions, term } = part;
  const { price } = term;
  const amount = new CostAmount();
  amount.add({ ...term, quantity });
  const micros = price && amount.micros(price.currency);
  const { serverId, podUid } = dimensions;
  return {
    from: iso(from),
    to: lasts ? null : iso(to),
    node: notes.nodeName(dimensions.nodeUid) ?? dimensions.nodeUid ?? '',
    cluster: dimensions.cluster,
    pod: podUid && (pods.get(podUid) ?? podUid),
    server: serverId && (servers.get(serverId) ?? serverId),
    bucket: dimensions.bucket,
    owner: dimensions.owner,
    model: dimensions.model,
    weight: fractionText(weight),
    gpuHours: toNumber(amount.gpuHours()),
    pricePerGpuHourMicros:
      price && price.gpus > 0 ? price.micros / price.gpus : null,
    currency: price?.currency ?? null,
    priceSource: dimensions.priceSource,
    priceNote: notes.noteOf(part),
    micros: micros && Number(roundHalfUp(micros)),
    quality: dimensions.estimated ? 'estimated' : 'observed',
  };
}
