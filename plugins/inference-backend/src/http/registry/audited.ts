import type {
  AuditorService,
  AuditorServiceCreateEventOptions,
} from '@backstage/backend-plugin-api';
import type { JsonObject } from '@backstage/types';
import { isError } from '@backstage/errors';

/** A write as the audit log knows it. `meta` holds names only: no addresses, no content. */
export interface AuditedWrite {
  readonly auditor: AuditorService;
  /** Left out for what did not come over HTTP. */
  readonly request?: AuditorServiceCreateEventOptions['request'];
  readonly eventId: string;
  /** High for what changes what others run. Default: medium. */
  readonly severityLevel?: 'medium' | 'high';
  readonly meta: JsonObject;
}

/** Does a write and has it audited: that it was tried, and whether it succeeded. `describe` adds what came out. */
export async function audited<T>(
  { auditor, severityLevel = 'medium', ...event }: AuditedWrite,
  write: () => Promise<T>,
  describe: (result: T) => JsonObject = () => ({}),
): Promise<T> {
  const auditEvent = await auditor.createEvent({ ...event, severityLevel });
  try {
    const result = await write();
    await auditEvent.success({ meta: describe(result) });
    return result;
  } catch (error) {
    await auditEvent.fail({
      error: isError(error) ? error : new Error(String(error)),
    });
    throw error;
  }
}
