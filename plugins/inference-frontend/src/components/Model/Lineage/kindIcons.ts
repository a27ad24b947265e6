import type { LineageNode } from '@inference-portal/plugin-inference-common';
import {
  RiBox3Line,
  RiDatabase2Line,
  RiFileLine,
  RiGitCommitLine,
  RiGlobalLine,
  RiPlayCircleLine,
  RiServerLine,
  type RemixiconComponentType,
} from '@remixicon/react';

/** Icon of a kind of node. */
export const KIND_ICONS: {
  readonly [kind in LineageNode['kind']]: RemixiconComponentType;
} = {
  version: RiBox3Line,
  'external-model': RiGlobalLine,
  dataset: RiDatabase2Line,
  run: RiPlayCircleLine,
  commit: RiGitCommitLine,
  artifact: RiFileLine,
  server: RiServerLine,
};
