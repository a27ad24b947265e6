import type { DeploymentRequest } from '../request/DeploymentRequest';
import { isWithin, type VersionRange } from './versionOrder';

/** One setting of an engine in the versions that spell it so. */
export interface SettingRow<T> extends VersionRange {
  /** Field of the request that the setting comes from, as problems name it. */
  readonly field: string;
  /** Flag, or path in the engine's file of settings. */
  readonly key: string;
  /** What is set; null to leave the default of the engine. */
  readonly value: (request: DeploymentRequest) => T | null;
  /** Whether an engine without the setting still does what was asked for. */
  readonly isOptional: boolean;
}

/** What the engine of the request is told, in the order of the table. */
export function settingsOf<T>(
  table: readonly SettingRow<T>[],
  request: DeploymentRequest,
): readonly { readonly key: string; readonly value: T }[] {
  return table
    .filter(row => isWithin(request.engine.version, row))
    .flatMap(({ key, value }) => {
      const given = value(request);
      return given === null ? [] : [{ key, value: given }];
    });
}

/** What was asked for and the version of the engine cannot do; each begins with the name of the field. */
export function missingSettings<T>(
  table: readonly SettingRow<T>[],
  request: DeploymentRequest,
): readonly string[] {
  const { name, version } = request.engine;
  return table
    .filter(
      row =>
        !row.isOptional &&
        row.value(request) !== null &&
        !table.some(
          other =>
            other.field === row.field &&
            isWithin(version, other) &&
            other.value(request) !== null,
        ),
    )
    .map(
      ({ field, key, since, until }) =>
        `${field}: ${name} ${version} has no ${key}; take a version ${
          until === null ? `from ${since} on` : `before ${until}`
        }`,
    );
}
