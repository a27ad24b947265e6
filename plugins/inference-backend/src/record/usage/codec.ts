import { SIGNALS, type SignalValues } from './signals';

/** Changes with the format; the order of signals is part of it. */
const VERSION = 1;
const MAX_BYTES_PER_VALUE = 8;

/**
 * Slots of signals as bytes. A signal that no slot knows takes none; otherwise a mask says which slots know it, another which of them are
 * not 0, and these follow as base-128 numbers, so that an hour without traffic costs nothing.
 *
 * @param slots - 24 hours of a day, or one; null where there is no row
 */
export function encodeSlots(slots: readonly (SignalValues | null)[]): Buffer {
  const maskBytes = Math.ceil(slots.length / 8);
  const bytes = Buffer.alloc(
    5 +
      maskBytes +
      SIGNALS.length * (2 * maskBytes + slots.length * MAX_BYTES_PER_VALUE),
  );
  bytes[0] = VERSION;
  let at = 5;
  const putMask = (isSet: (slot: number) => boolean) => {
    for (let slot = 0; slot < slots.length; slot += 1) {
      if (isSet(slot)) {
        bytes[at + (slot >> 3)] =
          (bytes[at + (slot >> 3)] ?? 0) | (1 << slot % 8);
      }
    }
    at += maskBytes;
  };
  putMask(slot => slots[slot] !== null);
  let present = 0;
  SIGNALS.forEach(({ scale }, place) => {
    const values = slots.map(slot => {
      const value = slot?.[place] ?? null;
      // What is no count or share is not known.
      return value === null || !Number.isFinite(value) || value < 0
        ? null
        : Math.min(Math.round(value * scale), Number.MAX_SAFE_INTEGER);
    });
    if (values.every(value => value === null)) {
      return;
    }
    present += 2 ** place;
    putMask(slot => values[slot] !== null);
    putMask(slot => (values[slot] ?? 0) !== 0);
    for (let value of values) {
      if (value !== null && value !== 0) {
        while (value >= 128) {
          bytes[at] = (value % 128) + 128;
          at += 1;
          value = Math.floor(value / 128);
        }
        bytes[at] = value;
        at += 1;
      }
    }
  });
  bytes.writeUInt32LE(present, 1);
  return bytes.subarray(0, at);
}

/**
 * Reads what {@link encodeSlots} wrote, signal by signal: `visit` is called for every value that a slot knows.
 * Throws for another format: a newer version of the portal wrote it.
 */
export function visitSlots(
  bytes: Uint8Array,
  slotCount: number,
  visit: (place: number, slot: number, value: number) => void,
): { readonly rows: (slot: number) => boolean } {
  if (bytes[0] !== VERSION) {
    throw new Error(
      `Usage of format ${String(bytes[0])} cannot be read, only of ${VERSION}`,
    );
  }
  const maskBytes = Math.ceil(slotCount / 8);
  const isSet = (mask: number, slot: number) =>
    ((bytes[mask + (slot >> 3)] ?? 0) & (1 << slot % 8)) !== 0;
  const present =
    (bytes[1] ?? 0) +
    (bytes[2] ?? 0) * 256 +
    (bytes[3] ?? 0) * 65_536 +
    (bytes[4] ?? 0) * 16_777_216;
  let at = 5 + maskBytes;
  for (let place = 0; place < SIGNALS.length; place += 1) {
    if (Math.floor(present / 2 ** place) % 2 === 0) {
      continue;
    }
    const scale = SIGNALS[place]?.scale ?? 1;
    const known = at;
    const other = at + maskBytes;
    at += 2 * maskBytes;
    for (let slot = 0; slot < slotCount; slot += 1) {
      if (!isSet(known, slot)) {
        continue;
      }
      let value = 0;
      if (isSet(other, slot)) {
        let factor = 1;
        for (;;) {
          const byte = bytes[at] ?? 0;
          at += 1;
          value += (byte % 128) * factor;
          if (byte < 128) {
            break;
          }
          factor *= 128;
        }
      }
      visit(place, slot, value / scale);
    }
  }
  return { rows: slot => isSet(5, slot) };
}

/** Slots as they were, null where there is no row. */
export function decodeSlots(
  bytes: Uint8Array,
  slotCount: number,
): (SignalValues | null)[] {
  const slots = Array.from({ length: slotCount }, () =>
    SIGNALS.map((): number | null => null),
  );
  const { rows } = visitSlots(bytes, slotCount, (place, slot, value) => {
    const values = slots[slot];
    if (values) {
      values[place] = value;
    }
  });
  return slots.map((values, slot) => (rows(slot) ? values : null));
}
