import type { ModelServer } from '@inference-portal/plugin-inference-common';
import type { ScalingReader } from '../observe/clusters/scaling/ScalingReader';
import { findScaling, type ScalingFacts } from './findScaling';

/** Finds what scales a server, and what keeps some of its pods. Never rejects. */
export type ReadScaling = (
  server: ModelServer,
  specification: unknown,
) => Promise<ScalingFacts>;

/** Asks the server's cluster. */
export function createReadScaling(
  reader: Pick<ScalingReader, 'read'>,
): ReadScaling {
  return async (server, specification) =>
    findScaling(server, specification, await reader.read(server.cluster));
}
