import type { components } from './generated/api';

type Schemas = components['schemas'];

/** What is clearly worse since a revision. */
export type ReleaseSymptom = Schemas['ReleaseSymptom'];
/** Hours of a server, added up. */
export type ReleaseFigures = Schemas['ReleaseFigures'];
/** How a server is since its last revision, beside how it was before. */
export type ReleaseJudgement = Schemas['ReleaseJudgement'];
/** The last revision of a server, and what is known of how it does. */
export type ServerRelease = Schemas['ServerRelease'];
