import type { JsonObject } from '@inference-portal/plugin-inference-node';
import {
  shiftState,
  type TrafficShift,
} from '../../decide/rollback/trafficShift';
import { jsonObjectOf } from '../../observe/clusters/adapters/fields';
import { readChangeAuthor } from '../../observe/clusters/servers/changeAuthor';
import type { ClusterWriter } from '../clusters/ClusterWriter';

/** One object whose weights a rollback turns, as its cluster holds it. */
export interface FoundShift {
  readonly shift: TrafficShift;
  /** `gone` also for an object that was made anew. */
  readonly state: ReturnType<typeof shiftState> | 'gone';
  readonly object: JsonObject;
  /** Who wrote it last. */
  readonly changedBy: string | null;
}

/** Looks how weights that a rollback turns stand now. */
export async function readShifts(
  writer: ClusterWriter,
  shifts: readonly TrafficShift[],
): Promise<readonly FoundShift[]> {
  return Promise.all(
    shifts.map(async (shift): Promise<FoundShift> => {
      const found = await writer.find(shift.ref);
      if (found === null || found.uid !== shift.uid) {
        return { shift, state: 'gone', object: {}, changedBy: null };
      }
      const object = jsonObjectOf(found.object);
      return {
        shift,
        state: shiftState(shift, object),
        object,
        changedBy: readChangeAuthor(object).changedBy,
      };
    }),
  );
}
