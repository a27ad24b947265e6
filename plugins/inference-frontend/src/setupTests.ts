import '@testing-library/jest-dom';
import { configure } from '@testing-library/react';
import { toHaveNoViolations } from 'jest-axe';

expect.extend(toHaveNoViolations);

// Pages load their code when they are opened; on a busy machine the first one takes a while.
configure({ asyncUtilTimeout: 15_000 });
jest.setTimeout(60_000);
