import { InputError } from '@backstage/errors';
import type { ListFindingsQuery } from '@inference-portal/plugin-inference-common';
import { parseInstant } from '../../decide/cost/parseInstant';
import { DAY_MS } from '../../durations';
import type { FindingFilter, ServerFilter } from '../../record';
import type { InstantMs } from '../../types';
import { readOwner } from '../readOwner';

/** Turns the query of a list into a filter; open findings only unless told. Throws `InputError` that names the field. */
export function queryToFindingFilter({
  state = ['open'],
  cause,
  confidence,
  owner,
  server,
  cluster,
  entityRef,
}: ListFindingsQuery): FindingFilter {
  const filters: ServerFilter[] = [];
  if (owner) {
    filters.push({ kind: 'owner', anyOf: owner.map(readOwner) });
  }
  if (cluster) {
    filters.push({ kind: 'cluster', anyOf: cluster });
  }
  if (entityRef !== undefined) {
    filters.push({ kind: 'entity', ref: entityRef });
  }
  return {
    states: state,
    causes: cause ?? null,
    confidences: confidence ?? null,
    serverIds: server ?? null,
    servers: filters.length === 0 ? null : { kind: 'allOf', filters },
  };
}

/** Reads the end of a silence. Throws `InputError` for one that is over, or further away than `maxDays`. */
export function requireUntil(
  text: string,
  { now, maxDays }: { now: number; maxDays: number },
): InstantMs {
  const parsed = parseInstant(text.trim(), 'UTC');
  if (parsed.status === 'invalid') {
    throw new InputError(
      `until: ${parsed.problem}, or a date such as 2026-12-01`,
    );
  }
  if (parsed.instant <= now) {
    throw new InputError(
      `until: ${new Date(
        parsed.instant,
      ).toISOString()} is over; name a time to come`,
    );
  }
  if (parsed.instant > now + maxDays * DAY_MS) {
    throw new InputError(
      `until: ${new Date(
        parsed.instant,
      ).toISOString()} is more than ${maxDays} days from now; name an earlier time, it can be renewed then`,
    );
  }
  return parsed.instant;
}

/** Words of a person without blanks around them; null for none. */
export function readReason(text: string | null | undefined): string | null {
  return text?.trim() || null;
}
