export { serverId } from './serverId';
export { recognitionRulesText } from './recognition';
export type { RecognitionRules } from './recognition';
export { servingImages } from './images';
export type { ServingImage } from './images';
