import { ANNOTATION_STANDBY } from '@inference-portal/plugin-inference-common';
import { backends, routeName } from '../manifests/httpRoute';
import type { Manifest } from '../manifests/Manifest';
import { weightFor } from '../request/weightFor';
import type { RenderedFile } from '../RenderedFile';
import type { Server } from '../Server';
import { type Json, toYaml } from '../toYaml';
import { type Region, regionsOf } from './regions';

const API_VERSION = 'kustomize.config.k8s.io/v1beta1';

const componentOf = (percent: number) => `canary-${percent}`;

function patch(target: { kind: string; name: string }, change: Json): Json {
  return { target, patch: toYaml(change) };
}

/** What differs in a region: the product of its GPUs, and whether it waits. */
function regionPatches(
  { request, workload }: Server,
  { gpuProduct, standby }: Region,
): readonly Json[] {
  const { kind, apiVersion } = workload;
  if (gpuProduct === null && !standby) {
    return [];
  }
  const annotations = { [ANNOTATION_STANDBY]: 'true' };
  return [
    patch(
      { kind, name: request.name },
      {
        apiVersion,
        kind,
        metadata: { name: request.name, ...(standby ? { annotations } : {}) },
        ...(gpuProduct === null
          ? {}
          : {
              spec: workload.onNodes({ 'nvidia.com/gpu.product': gpuProduct }),
            }),
      },
    ),
  ];
}

/** Steps that somebody names in the overlay; Argo Rollouts goes through its own by itself. */
const stepsOf = (canary: Server['request']['canary']): readonly number[] =>
  canary.kind === 'httproute' || canary.kind === 'kserve' ? canary.steps : [];

/** What gives the server its share of the requests. */
function sharePatch(server: Server, percent: number): Json {
  const { request, workload } = server;
  return request.canary.kind === 'kserve'
    ? patch({ kind: workload.kind, name: request.name }, [
        {
          op: 'replace',
          path: '/spec/router/route/weight',
          value: weightFor(request.canary, percent),
        },
      ])
    : patch({ kind: 'HTTPRoute', name: routeName(server) }, [
        {
          op: 'replace',
          path: '/spec/rules/0/backendRefs',
          value: backends(server, percent),
        },
      ]);
}

function overlay(server: Server, region: Region): RenderedFile {
  const { canary } = server.request;
  const patches = regionPatches(server, region);
  const [firstStep] = stepsOf(canary);
  return {
    path: `overlays/${region.cluster}/kustomization.yaml`,
    content: toYaml({
      apiVersion: API_VERSION,
      kind: 'Kustomization',
      resources: ['../../base'],
      ...(firstStep === undefined
        ? {}
        : { components: [`../../components/${componentOf(firstStep)}`] }),
      ...(patches.length === 0 ? {} : { patches }),
    }),
  };
}

function canaryStep(server: Server, percent: number): RenderedFile {
  return {
    path: `components/${componentOf(percent)}/kustomization.yaml`,
    content: toYaml({
      apiVersion: 'kustomize.config.k8s.io/v1alpha1',
      kind: 'Component',
      patches: [sharePatch(server, percent)],
    }),
  };
}

/**
 * Base of all manifests and an overlay for each region. Each step of a canary by weights is a component: the next step is another name in the
 * overlay, and going back is `canary-0`.
 */
export function kustomizations(
  server: Server,
  manifests: readonly Manifest[],
): readonly RenderedFile[] {
  const { canary, namespace } = server.request;
  const steps = stepsOf(canary);
  return [
    {
      path: 'base/kustomization.yaml',
      content: toYaml({
        apiVersion: API_VERSION,
        kind: 'Kustomization',
        namespace,
        resources: manifests.map(({ file }) => file),
      }),
    },
    ...regionsOf(server.request).map(region => overlay(server, region)),
    ...(steps.length === 0 ? [] : [0, ...steps]).map(percent =>
      canaryStep(server, percent),
    ),
  ];
}
