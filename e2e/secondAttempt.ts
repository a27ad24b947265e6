/**
 * In CI a test against real servers that other work on the machine starved gets one more attempt. The first failure is printed as it was
 * (`RETRY ERRORS`), and the run says how many there were: each is a bug to be found, in the test or in the product.
 */
export function allowSecondAttempt(): void {
  if (process.env.CI === 'true') {
    jest.retryTimes(1, { logErrorsBeforeRetry: true });
  }
}
