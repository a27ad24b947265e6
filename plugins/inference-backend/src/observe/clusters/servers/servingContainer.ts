import type { WorkloadPods } from '@inference-portal/plugin-inference-node';
import { at, itemsOf, textOf } from '../adapters/fields';
import { containerAsksGpu } from './gpuRequests';
import { findServingImage, type ServingImage } from './images';

/** The container of a workload that serves the model. */
export interface ServingContainer {
  readonly container: unknown;
  readonly podSpec: unknown;
  /** Null when the workload leaves the image to something else, such as a serving runtime. */
  readonly image: string | null;
}

/** Images of all containers of a workload, in order and once each. */
export function imagesOf(pods: readonly WorkloadPods[]): readonly string[] {
  const images = pods.flatMap(({ template }) =>
    itemsOf(at(template, 'spec', 'containers')).flatMap(
      container => textOf(at(container, 'image')) ?? [],
    ),
  );
  return [...new Set(images)];
}

/** The first container with a serving image, else the first that asks for a GPU, else the first. */
export function findServingContainer(
  pods: readonly WorkloadPods[],
  extraImages: readonly ServingImage[],
): ServingContainer | null {
  const containers = pods.flatMap(({ template }) =>
    itemsOf(at(template, 'spec', 'containers')).map(container => ({
      container,
      podSpec: at(template, 'spec'),
      image: textOf(at(container, 'image')),
    })),
  );
  const servesAndAsks = ({ container, image }: ServingContainer) =>
    image !== null &&
    findServingImage(image, extraImages) !== undefined &&
    containerAsksGpu(container);
  return (
    containers.find(servesAndAsks) ??
    containers.find(
      ({ image }) =>
        image !== null && findServingImage(image, extraImages) !== undefined,
    ) ??
    containers.find(({ container }) => containerAsksGpu(container)) ??
    containers[0] ??
    null
  );
}
