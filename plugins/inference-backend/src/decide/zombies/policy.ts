/**
 * When silence counts. Every figure is a default that a platform team may change; days are of 24 hours, activity is a share from 0 to 1.
 */
export interface ZombiePolicy {
  /** GPU activity from which an hour counts as used: what rises above the noise of drivers and exporters. */
  readonly gpuUsedFrom: number;
  /** The same of the mean activity of an hour, where the highest is not told and the mean keeps to hours of the day. */
  readonly gpuAvgUsedFrom: number;
  /** Mean activity of an hour below which a lone peak may come from monitoring instead of work. */
  readonly gpuBlipAvgBelow: number;
  /** The same on servers whose requests are known to be counted. */
  readonly countedBlipAvgBelow: number;
  /** Mean activity of an hour that loading weights into a new server explains. */
  readonly loadingAvgBelow: number;
  /** Hours at the end of the record that must not all be without a sample. */
  readonly freshHours: number;
  /** How far the record may end before the time of evaluation, in hours. */
  readonly staleAfterHours: number;
  /** Share of the hours of a silence that must have been seen. */
  readonly coverage: number;
  /** Share of the hours of a silence from which no more of it need be seen. */
  readonly wellSeen: number;
  /** Share of the hours of the day in which the server used to be busy that must have been seen. */
  readonly busyHoursSeen: number;
  /** Share of a short silence that must have been seen to call it idle. */
  readonly idleCoverage: number;
  /** Hours without requests or usable GPU samples at the end of the record from which nothing is claimed. */
  readonly unseenTailHours: number;
  /** Younger servers are judged in no case. */
  readonly newDays: number;
  /** Servers that were never used are given so long before that counts against them. */
  readonly neverUsedDays: number;
  /** Shortest silence after daily use. */
  readonly dailyDays: number;
  /** Shortest silence after a single, short use. */
  readonly tryoutDays: number;
  /** Silence after one run of unknown period: a quarter and a fourth of it. */
  readonly unknownPeriodDays: number;
  /** What a silence may exceed the usual interval of rare work, or that of a declared schedule, by; in days. */
  readonly rareWorkSlackDays: number;
  /** Factor on the longest pause that there ever was. */
  readonly longestPauseFactor: number;
  /** The same where use was daily. */
  readonly dailyPauseFactor: number;
  /** Requests in the first hours that a trial of the deployment explains. */
  readonly smokeRequests: number;
  /** Silence of a version that a newer one has replaced; rollbacks need the time before. */
  readonly supersededDays: number;
  /** The same for versions that were used once a week or less. */
  readonly supersededRareDays: number;
  /** How long a version is kept after another has replaced it, whatever else is known. */
  readonly rollbackDays: number;
  /** Silence of a server that crash-loops. */
  readonly crashLoopDays: number;
  /** How long flat, tiny requests alone must have come. */
  readonly syntheticDays: number;
  /** Generated tokens of a request up to which it may be synthetic. */
  readonly syntheticTokens: number;
  /** Mean GPU activity that answering synthetic requests explains. */
  readonly syntheticGpuAvgBelow: number;
  /** Silence after daily use from which there is no doubt. */
  readonly certainDays: number;
  /** The same after a declared schedule whose runs lie further apart than a weekend. */
  readonly certainRareDays: number;
  /** Silence from which a server is idle, in hours. */
  readonly idleHours: number;
  /** Hours that a pod may wait for a node. */
  readonly pendingHours: number;
  /** KV-cache use, and running requests as a share of the most there ever were, below which a server has more than it needs. */
  readonly roomyKvCache: number;
  readonly roomyRunning: number;
}

/** The defaults. */
export const defaultZombiePolicy: ZombiePolicy = {
  gpuUsedFrom: 0.1,
  gpuAvgUsedFrom: 0.03,
  gpuBlipAvgBelow: 0.02,
  countedBlipAvgBelow: 0.06,
  loadingAvgBelow: 0.2,
  freshHours: 3,
  staleAfterHours: 26,
  coverage: 0.6,
  wellSeen: 0.8,
  busyHoursSeen: 0.5,
  idleCoverage: 0.5,
  unseenTailHours: 8,
  newDays: 5,
  neverUsedDays: 21.5,
  dailyDays: 8.5,
  tryoutDays: 35,
  unknownPeriodDays: 115,
  rareWorkSlackDays: 15,
  longestPauseFactor: 1.5,
  dailyPauseFactor: 1.25,
  smokeRequests: 10,
  supersededDays: 7.5,
  supersededRareDays: 9.5,
  rollbackDays: 6,
  crashLoopDays: 2.9,
  syntheticDays: 13,
  syntheticTokens: 20,
  syntheticGpuAvgBelow: 0.06,
  certainDays: 21,
  certainRareDays: 30,
  idleHours: 24,
  pendingHours: 1,
  roomyKvCache: 0.3,
  roomyRunning: 0.25,
};
