const BYTES = 8;
const HIGH = 2 ** 32;

/** Whole numbers as PostgreSQL's `int8send` writes them, one after the other. */
export class PackedDays {
  readonly length: number;
  readonly #view: DataView;

  constructor({ buffer, byteOffset, byteLength }: Uint8Array) {
    this.length = byteLength / BYTES;
    this.#view = new DataView(buffer, byteOffset, byteLength);
  }

  /** A number where it keeps every bit, else a bigint; undefined beyond the end. */
  at(index: number): number | bigint | undefined {
    if (index < 0 || index >= this.length) {
      return undefined;
    }
    const value =
      this.#view.getInt32(index * BYTES) * HIGH +
      this.#view.getUint32(index * BYTES + BYTES / 2);
    return Number.isSafeInteger(value)
      ? value
      : this.#view.getBigInt64(index * BYTES);
  }
}
