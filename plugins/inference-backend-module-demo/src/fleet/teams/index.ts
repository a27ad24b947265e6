import type { ServerStory } from '../storyTypes';
import { codeServers } from './code';
import { contentServers } from './content';
import { fraudServers } from './fraud';
import { otherServers } from './others';
import { platformServers } from './platform';
import { searchServers } from './search';
import { supportServers } from './support';
import { voiceServers } from './voice';

/** All model servers of the story. */
export const serverStories: readonly ServerStory[] = [
  ...supportServers,
  ...searchServers,
  ...codeServers,
  ...fraudServers,
  ...contentServers,
  ...voiceServers,
  ...platformServers,
  ...otherServers,
];
