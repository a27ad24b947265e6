import { parseInstant } from '../../plugins/inference-backend/src/decide/cost/parseInstant';
import type { InstantMs } from '../../plugins/inference-backend/src/types';

/** A field that cannot be used. */
export class FieldError extends Error {
  override readonly name = 'FieldError';

  constructor(field: string, problem: string) {
    super(`${field}: ${problem}`);
  }
}

/** One line of a file, read field by field; every refusal names the field. */
export class JsonRow {
  constructor(private readonly fields: { readonly [name: string]: unknown }) {}

  string(field: string): string {
    const value = this.fields[field];
    if (typeof value !== 'string' || value === '') {
      throw new FieldError(field, `must be a text, not ${show(value)}`);
    }
    return value;
  }

  /** Null for null, for what is left out and for the empty text. */
  optionalString(field: string): string | null {
    const value = this.fields[field] ?? '';
    if (typeof value !== 'string') {
      throw new FieldError(field, `must be a text or null, not ${show(value)}`);
    }
    return value === '' ? null : value;
  }

  /** A count, 0 or more. */
  count(field: string): number {
    const value = this.fields[field];
    if (!Number.isSafeInteger(value) || Number(value) < 0) {
      throw new FieldError(
        field,
        `must be a whole number, 0 or more, not ${show(value)}`,
      );
    }
    return Number(value);
  }

  /** A decimal as it was written, or a number as JavaScript prints it; null for null and for what is left out. */
  optionalDecimal(field: string): string | null {
    const value = this.fields[field] ?? null;
    if (value === null) return null;
    if (typeof value !== 'string' && typeof value !== 'number') {
      throw new FieldError(
        field,
        `must be a decimal such as "2.10", not ${show(value)}`,
      );
    }
    return String(value).trim();
  }

  oneOf<Value extends string>(field: string, values: readonly Value[]): Value {
    const found = values.find(value => value === this.fields[field]);
    if (found === undefined) {
      throw new FieldError(
        field,
        `must be one of ${values.join(', ')}, not ${show(this.fields[field])}`,
      );
    }
    return found;
  }

  /** An instant; one without an offset is UTC. */
  instant(field: string): InstantMs {
    const parsed = parseInstant(this.string(field), 'UTC');
    if (parsed.status === 'invalid') {
      throw new FieldError(field, parsed.problem);
    }
    return parsed.instant;
  }

  /** Null for null and for what is left out. */
  optionalInstant(field: string): InstantMs | null {
    return (this.fields[field] ?? null) === null ? null : this.instant(field);
  }

  /** A half-open interval; one that ends where it begins is empty and no mistake. */
  interval(
    fromField: string,
    toField: string,
  ): { from: InstantMs; to: InstantMs | null } {
    const from = this.instant(fromField);
    const to = this.optionalInstant(toField);
    if (to !== null && to < from) {
      throw new FieldError(
        toField,
        `${show(this.fields[toField])} is before ${fromField} ${show(
          this.fields[fromField],
        )}`,
      );
    }
    return { from, to };
  }
}

function show(value: unknown): string {
  return value === undefined ? 'nothing' : JSON.stringify(value);
}
