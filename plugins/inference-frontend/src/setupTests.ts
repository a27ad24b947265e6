import '@testing-library/jest-dom';
import fc from 'fast-check';

import { configure } from '@testing-library/react';
import { toHaveNoViolations } from 'jest-axe';
import { setFixtureClock } from './__testUtils__/fixtureClock';

setFixtureClock();

expect.extend(toHaveNoViolations);

// Pages load their code when they are opened; on a busy machine the first one takes a while.
configure({ asyncUtilTimeout: 15_000 });
jest.setTimeout(60_000);

// Properties are judged on the same examples at every run, so that a landing is repeatable. FAST_CHECK_SEED explores others; a
// seed that fails belongs into the test as an example.
fc.configureGlobal({ seed: Number(process.env.FAST_CHECK_SEED ?? 20261122) });

// Material UI writes some hundred rules into style sheets, and jsdom tries each of them on each element that is looked for by its role.
// No test looks at colours or sizes: without the sheets they take half of the time.
new MutationObserver(records => {
  for (const { addedNodes } of records) {
    for (const node of addedNodes) {
      if (node instanceof HTMLStyleElement && node.hasAttribute('data-jss')) {
        node.remove();
      }
    }
  }
}).observe(document.head, { childList: true });
