import { allowSecondAttempt } from '../secondAttempt';

// Project settings do not take a timeout. Only what hangs is meant to reach it.
jest.setTimeout(300_000);

allowSecondAttempt();
