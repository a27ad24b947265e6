import type { ApiHolder } from '@backstage/core-plugin-api';
import type { CustomFieldValidator } from '@backstage/plugin-scaffolder-react';
import type {
  DeploymentTarget,
  InferenceApi,
} from '@inference-portal/plugin-inference-common';
import { inferenceApiRef } from '../../api/inferenceApiRef';
import type { Formats } from '../../format/createFormats';
import {
  askByEitherId,
  CANNOT_BE_PLANNED,
} from '../../hooks/planner/askByEitherId';
import { messageOf, statusCodeOf } from '../../hooks/toLoadState';
import type { Text } from '../../translation/useText';
import { nearestText } from '../Planner/nearestText';
import {
  currentGpuPlan,
  readModelVersion,
  readTarget,
  type GpuPlanValue,
  type ModelVersionValue,
  type TargetValue,
} from './deployValues';
import { gpuChoices } from './gpuChoices';
import {
  hubIdOf,
  readGpuPlanOptions,
  toGpuPlanRequest,
} from './gpuPlanQuestion';
import { whyNotServable } from './servableVersion';
import { findTarget, whyNotThere } from './targetAccess';
import { wordsOf } from './wordsOf';

type Context<T> = Parameters<CustomFieldValidator<T>>[2];

/** What a check of a field has at hand. */
interface Check {
  readonly api: InferenceApi;
  readonly t: Text;
  readonly formats: Formats;
}

/** A validator out of a check that answers why the value cannot be taken. What cannot be checked cannot be taken either. */
function validator<T>(
  check: (value: T, at: Check, context: Context<T>) => Promise<string | null>,
): CustomFieldValidator<T> {
  return async (value, field, context) => {
    const { apiHolder } = context;
    const { t, formats } = await wordsOf(apiHolder);
    try {
      const api = inferenceApiOf(apiHolder);
      const problem = await check(value, { api, t, formats }, context);
      if (problem !== null) {
        field.addError(problem);
      }
    } catch (error) {
      field.addError(t('deploy.checkFailed', { message: messageOf(error) }));
    }
  };
}

function inferenceApiOf(apis: ApiHolder): InferenceApi {
  const api = apis.get(inferenceApiRef);
  if (api === undefined) {
    throw new Error('The app has no API of the inference portal.');
  }
  return api;
}

const NOT_FOUND = 404;

/** Refuses versions that are unknown, retired, not pinned, or whose source no server can load. */
export const validateModelVersion = validator<ModelVersionValue>(
  async (data, { api, t }) => {
    const { name = '', version } = readModelVersion(data);
    const [, namespace, model] = /^([^/]+)\/([^/]+)$/.exec(name) ?? [];
    if (
      namespace === undefined ||
      model === undefined ||
      version === undefined
    ) {
      return t('deploy.model.chooseFirst');
    }
    try {
      return whyNotServable(
        t,
        await api.getModelVersion({ namespace, name: model }, version),
      );
    } catch (error) {
      if (statusCodeOf(error) === NOT_FOUND) {
        return t('deploy.model.unknown', { name, version });
      }
      throw error;
    }
  },
);

/** Refuses namespaces of others, and those whose GPU quota is used up. */
export const validateTarget = validator<TargetValue>(
  async (data, { api, t }) => {
    const value = readTarget(data);
    const { cluster, namespace } = value;
    if (cluster === undefined || namespace === undefined) {
      return t('deploy.target.chooseFirst');
    }
    const { items } = await api.listDeploymentTargets();
    const target = findTarget(items, value);
    return target === undefined
      ? t('deploy.target.unknown', { cluster, namespace })
      : whyNotThere(t, target);
  },
);

/** Why the GPUs of a plan are not to be had in a namespace; null when they are. */
function whyNotHad(
  { t, formats }: Pick<Check, 't' | 'formats'>,
  target: DeploymentTarget,
  { product = '—', tensorParallel = 1, pipelineParallel = 1 }: GpuPlanValue,
): string | null {
  const { cluster, namespace, gpuQuota } = target;
  if (!gpuChoices(target).some(({ label }) => label === product)) {
    return t('deploy.gpu.noGpuOfCluster', { cluster, product });
  }
  const wanted = tensorParallel * pipelineParallel;
  const left = gpuQuota === null ? null : gpuQuota.hard - gpuQuota.used;
  return left !== null && wanted > left
    ? t('deploy.gpu.overQuota', {
        gpus: formats.count(wanted),
        namespace,
        free: formats.gpuCount(Math.max(0, left)),
      })
    : null;
}

/** Refuses what does not fit, with the reason and the nearest that does, and GPUs that the namespace cannot have. */
export const validateGpuPlan = validator<GpuPlanValue>(
  async (data, at, { formData, uiSchema }) => {
    const { api, t, formats } = at;
    const value = currentGpuPlan(data);
    const options = readGpuPlanOptions(uiSchema?.['ui:options'], formData);
    const { model, target } = options;
    if (model.name === undefined || target.cluster === undefined) {
      return t('deploy.gpu.modelFirst');
    }
    if (value.product === undefined) {
      return t('deploy.gpu.gpuFirst');
    }
    if (typeof value.maxModelLen !== 'number') {
      return t('deploy.gpu.lengthFirst');
    }
    const request = toGpuPlanRequest(options, value);
    if (request === null) {
      return t('deploy.gpu.shareProblem');
    }
    const { items } = await api.listDeploymentTargets();
    const there = findTarget(items, target);
    const problem = there === undefined ? null : whyNotHad(at, there, value);
    if (problem !== null) {
      return problem;
    }
    try {
      const { fits, reasons, nearest } = await askByEitherId(
        request,
        hubIdOf(model.source),
        asked => api.createGpuPlan(asked),
      );
      if (!fits) {
        const why = t('deploy.gpu.fitsNot', { reason: reasons.join(' ') });
        return nearest === null
          ? why
          : t('deploy.gpu.fitsNotNearest', {
              problem: why,
              nearest: nearestText(t, formats, nearest),
            });
      }
    } catch (error) {
      if (statusCodeOf(error) === CANNOT_BE_PLANNED) {
        return t('deploy.gpu.fitsNot', { reason: messageOf(error) });
      }
      throw error;
    }
    // It comes with the plan that is on the screen.
    return value.weightsGiB === undefined
      ? t('deploy.gpu.stillPlanning')
      : null;
  },
);
