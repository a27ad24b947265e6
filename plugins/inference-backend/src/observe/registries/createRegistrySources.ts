import {
  readSchedulerServiceTaskScheduleDefinitionFromConfig,
  type SchedulerServiceTaskScheduleDefinition,
} from '@backstage/backend-plugin-api';
import { ConfigReader, type Config } from '@backstage/config';
import type { RegistrySource } from '@inference-portal/plugin-inference-node';
import { matchPattern } from '../../decide/matchPattern';
import { parseOwnerRef } from '../../decide/ownerRef';
import { complaintsOf, type Complaint } from '../clusters/config/complaintsOf';
import { HuggingFaceSource } from './huggingFace/HuggingFaceSource';
import { KubeflowSource } from './kubeflow/KubeflowSource';
import { MlflowSource } from './mlflow/MlflowSource';
import { OciSource } from './oci/OciSource';
import {
  registrySchema,
  type RegistrySettings,
  type AnyWrittenRegistry as Written,
} from './registryConfig';

/** One entry of `inference.registries`, readable or not. */
export type RegistryEntry =
  | {
      readonly status: 'valid';
      readonly source: RegistrySource;
      /** When to import; null when the entry does not say. */
      readonly schedule: SchedulerServiceTaskScheduleDefinition | null;
    }
  | {
      readonly status: 'misconfigured';
      readonly name: string;
      readonly message: string;
      readonly fix: string;
    };

const KNOWN_KEYS = [
  ...new Set(registrySchema.options.flatMap(({ shape }) => Object.keys(shape))),
];

const DEFAULT_HUB = 'https://huggingface.co';

function toSettings(written: Written): RegistrySettings | Complaint {
  const key = `inference.registries (${written.name})`;
  const url = new URL(written.url ?? DEFAULT_HUB);
  const owner =
    written.owner === undefined ? null : parseOwnerRef(written.owner);
  if (owner?.status === 'invalid') {
    return {
      message: `${key}.owner: ${owner.problem}.`,
      fix: 'Name a group or user such as group:default/ml-platform.',
    };
  }
  if (url.username !== '' || url.password !== '') {
    return {
      message: `${key}.url holds a user or password.`,
      fix: `Move them to ${key}.auth: {type: basic, username, password}.`,
    };
  }
  if (
    written.type === 'hugging-face' &&
    !written.models?.length &&
    !written.organizations?.length
  ) {
    return {
      message: `${key} names neither models nor organizations to import.`,
      fix: `Set ${key}.models, such as [Qwen/Qwen3-32B], or ${key}.organizations.`,
    };
  }
  const { include = ['*'], exclude = [] } = written;
  return {
    name: written.name,
    connection: {
      key,
      url: `${url.origin}${url.pathname}`.replace(/\/+$/, ''),
      auth: written.auth ?? null,
      headers: written.headers ?? {},
      caFile: written.caFile ?? null,
      skipTLSVerify: written.skipTLSVerify ?? false,
      timeoutMs: (written.timeoutSeconds ?? 30) * 1000,
      requestsPerSecond: written.requestsPerSecond ?? 20,
      maxAnswerBytes: (written.maxAnswerMegabytes ?? 32) * 1024 * 1024,
    },
    namespace: written.namespace ?? 'default',
    owner: owner?.ref ?? null,
    verifyEveryMs: (written.verifyEveryHours ?? 24) * 3_600_000,
    isIncluded: name =>
      include.some(pattern => matchPattern(pattern, name)) &&
      !exclude.some(pattern => matchPattern(pattern, name)),
  };
}

function createSource(
  written: Written,
  settings: RegistrySettings,
): RegistrySource {
  switch (written.type) {
    case 'mlflow':
      return new MlflowSource(settings);
    case 'kubeflow':
      return new KubeflowSource(settings);
    case 'hugging-face':
      return new HuggingFaceSource(settings, written);
    default:
      return new OciSource(settings, written);
  }
}

function nameOf(raw: unknown, fallback: string): string {
  const name =
    typeof raw === 'object' && raw !== null && 'name' in raw ? raw.name : null;
  return typeof name === 'string' && name.trim() !== '' ? name : fallback;
}

function readSchedule(
  raw: unknown,
  key: string,
): SchedulerServiceTaskScheduleDefinition | null | Complaint {
  if (raw === undefined) {
    return null;
  }
  try {
    return readSchedulerServiceTaskScheduleDefinitionFromConfig(
      new ConfigReader({ schedule: raw as never }).getConfig('schedule'),
    );
  } catch (error) {
    return {
      message: `${key}.schedule cannot be read: ${
        error instanceof Error ? error.message : String(error)
      }`,
      fix: 'Write schedule: {frequency: {hours: 1}, timeout: {minutes: 30}}.',
    };
  }
}

function isComplaint(value: object | null): value is Complaint {
  return value !== null && 'fix' in value && 'message' in value;
}

function readEntry(raw: unknown, index: number): RegistryEntry {
  const key = `inference.registries[${index}]`;
  const misconfigured = (complaints: readonly Complaint[]) =>
    ({
      status: 'misconfigured',
      name: nameOf(raw, key),
      message: complaints.map(({ message }) => message).join(' '),
      fix: complaints.map(({ fix }) => fix).join(' '),
    } as const);
  const parsed = registrySchema.safeParse(raw);
  if (!parsed.success) {
    return misconfigured(
      complaintsOf(parsed.error, { key, known: KNOWN_KEYS }),
    );
  }
  const settings = toSettings(parsed.data);
  const schedule = readSchedule(parsed.data.schedule, key);
  if (isComplaint(settings)) {
    return misconfigured([settings]);
  }
  if (isComplaint(schedule)) {
    return misconfigured([schedule]);
  }
  return {
    status: 'valid',
    source: createSource(parsed.data, settings),
    schedule,
  };
}

/**
 * Reads `inference.registries`. A wrong entry becomes a message that names its key and the fix; the others work. Nothing is
 * asked of the registries yet.
 */
export function createRegistrySources(config: Config): RegistryEntry[] {
  const list: unknown = config.getOptional('inference.registries');
  if (list === undefined) {
    return [];
  }
  if (!Array.isArray(list)) {
    return [
      {
        status: 'misconfigured',
        name: 'inference.registries',
        message: 'inference.registries must be a list.',
        fix: 'Write a list of {name, type, url}.',
      },
    ];
  }
  const names = new Set<string>();
  return list.map((raw: unknown, index): RegistryEntry => {
    const entry = readEntry(raw, index);
    const name = entry.status === 'valid' ? entry.source.name : entry.name;
    if (names.has(name)) {
      return {
        status: 'misconfigured',
        name: `inference.registries[${index}]`,
        message: `inference.registries[${index}].name: "${name}" is used twice.`,
        fix: 'Give every entry a name of its own; imports remember by it where they stand.',
      };
    }
    names.add(name);
    return entry;
  });
}
