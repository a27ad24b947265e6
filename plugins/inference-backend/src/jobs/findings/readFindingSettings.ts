import {
  readSchedulerServiceTaskScheduleDefinitionFromConfig,
  type SchedulerServiceTaskScheduleDefinition,
} from '@backstage/backend-plugin-api';
import type { Config } from '@backstage/config';
import { stringifyError } from '@backstage/errors';
import { parseOwnerRef } from '../../decide/ownerRef';

/** What `inference.findings` says. */
export interface FindingSettings {
  /** False: nobody is told of anything; findings stand in the portal all the same. */
  readonly notifies: boolean;
  /** Entity ref of who is told of what nobody owns; null for nobody. */
  readonly fallback: string | null;
  /** Null: there is no digest. */
  readonly digest: SchedulerServiceTaskScheduleDefinition | null;
}

/** Monday morning. */
const DEFAULT_DIGEST: SchedulerServiceTaskScheduleDefinition = {
  frequency: { cron: '0 7 * * 1' },
  timeout: { minutes: 30 },
};

const ROOT = 'inference.findings';

/** Reads `inference.findings`. What is wrong is named and replaced by its default. */
export function readFindingSettings(config: Config): {
  settings: FindingSettings;
  problems: string[];
} {
  const problems: string[] = [];
  const flag = (name: string): boolean => {
    const value = config.getOptional(`${ROOT}.${name}`) ?? true;
    if (typeof value !== 'boolean') {
      problems.push(
        `${ROOT}.${name}: must be true or false, but is ${JSON.stringify(
          value,
        )}; it counts as true`,
      );
      return true;
    }
    return value;
  };
  const readFallback = (): string | null => {
    const key = `${ROOT}.notifications.unowned`;
    const text = config.getOptional(key);
    if (text === undefined) {
      return null;
    }
    const parsed = parseOwnerRef(String(text));
    if (parsed.status === 'invalid') {
      problems.push(`${key}: ${parsed.problem}; nobody is told`);
      return null;
    }
    return parsed.ref;
  };
  const readDigest = () => {
    const key = `${ROOT}.digest.schedule`;
    if (!config.has(key)) {
      return DEFAULT_DIGEST;
    }
    try {
      return readSchedulerServiceTaskScheduleDefinitionFromConfig(
        config.getConfig(key),
      );
    } catch (error) {
      problems.push(
        `${key}: ${stringifyError(error)}; the digest goes out on Mondays at 7`,
      );
      return DEFAULT_DIGEST;
    }
  };
  return {
    settings: {
      notifies: flag('notifications.enabled'),
      fallback: readFallback(),
      digest: flag('digest.enabled') ? readDigest() : null,
    },
    problems,
  };
}
