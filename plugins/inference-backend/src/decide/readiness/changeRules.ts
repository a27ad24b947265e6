import type { ImageFacts } from './facts';
import { evidence, outcome, type ReadinessRule } from './rule';

/** Tags that are moved on with every build, or release. */
const MOVING_TAG =
  /^(latest|main|master|head|nightly|dev|develop|edge|stable|canary|preview|staging|prod|production)(?=$|[-_.])/i;

/** Whether a reference stays what it is: null where a tag is of a kind that nobody can judge. */
function isPinned({ digest, tag, tagVersion }: ImageFacts): boolean | null {
  if (digest !== null || tagVersion !== null) {
    return true;
  }
  return tag === null || MOVING_TAG.test(tag) ? false : null;
}

const pinnedImage: ReadinessRule = {
  code: 'pinned-image',
  group: 'change',
  check({ image }) {
    if (image === null) {
      return outcome(
        'unknown',
        'Which image runs is not part of the specification.',
        evidence('image', null, 'image'),
      );
    }
    const looked = evidence('image', image.reference, 'image');
    if (image.digest !== null) {
      return outcome('pass', 'The image is named by its digest.', looked);
    }
    if (image.tagVersion !== null) {
      return outcome(
        'pass',
        `The image is named by its version ${image.tagVersion}; a digest would be stricter.`,
        looked,
      );
    }
    return isPinned(image) === null
      ? outcome(
          'unknown',
          `Whether the tag ${image.tag} moves cannot be told; a digest never does.`,
          looked,
        )
      : outcome(
          'fail',
          image.tag === null
            ? 'The image has no tag: every new pod may run another one.'
            : `The tag ${image.tag} moves: every new pod may run another image.`,
          looked,
        );
  },
};

const pinnedModel: ReadinessRule = {
  code: 'pinned-model',
  group: 'change',
  check({ server }) {
    const { pinned, source, revision } = server.model;
    const looked = [
      evidence('source', source, 'model.source'),
      evidence('revision', revision, 'model.revision'),
    ];
    if (pinned === null) {
      return outcome(
        'unknown',
        'Whether the model can change under the server cannot be told from its source.',
        ...looked,
      );
    }
    return pinned
      ? outcome('pass', 'The source of the model cannot change.', ...looked)
      : outcome(
          'fail',
          'The model is not pinned: a new pod may serve other weights.',
          ...looked,
        );
  },
};

const registeredVersion: ReadinessRule = {
  code: 'registered-version',
  group: 'change',
  check({ server }) {
    const { registration } = server;
    if (registration === null) {
      return outcome(
        'fail',
        'The server is joined with no registered model: nobody can say which version answers.',
        evidence('registration', null, 'registration'),
      );
    }
    const looked = [
      evidence(
        'model',
        `${registration.namespace}/${registration.name}`,
        'registration',
      ),
      evidence('version', registration.version, 'registration'),
    ];
    return registration.version === null
      ? outcome(
          'fail',
          'The model is registered, but which version of it runs is not known.',
          ...looked,
        )
      : outcome(
          'pass',
          `Version ${registration.version} of a registered model runs.`,
          ...looked,
        );
  },
};

const rollbackTarget: ReadinessRule = {
  code: 'rollback-target',
  group: 'change',
  check({ revision, previous }) {
    if (revision === null) {
      return outcome('unknown', 'No revision of the server is recorded.');
    }
    const current = evidence('revision', revision, 'revisions');
    if (previous === null) {
      return outcome(
        'not-applicable',
        'This is the first revision that the portal knows: there is nothing to go back to yet.',
        current,
      );
    }
    const looked = [
      current,
      evidence('previousRevision', previous.number, 'revisions'),
      ...previous.images.map(({ reference }) =>
        evidence('previousImage', reference, 'revisions'),
      ),
    ];
    if (previous.images.length === 0) {
      return outcome(
        'unknown',
        `Revision ${previous.number} names no image, so whether it would come back as it was cannot be told.`,
        ...looked,
      );
    }
    const pinned = previous.images.map(isPinned);
    if (!pinned.includes(false) && pinned.includes(null)) {
      return outcome(
        'unknown',
        `Whether the tags of revision ${previous.number} move cannot be told.`,
        ...looked,
      );
    }
    return !pinned.includes(false)
      ? outcome(
          'pass',
          `The server can go back to revision ${previous.number}, whose images are pinned.`,
          ...looked,
        )
      : outcome(
          'fail',
          `Revision ${previous.number} names images that move: going back may start something else.`,
          ...looked,
        );
  },
};

/** Whether it is known what runs, and what to go back to. */
export const changeRules: readonly ReadinessRule[] = [
  pinnedImage,
  pinnedModel,
  registeredVersion,
  rollbackTarget,
];
