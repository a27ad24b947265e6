import { screen } from '@testing-library/react';
import { axe } from 'jest-axe';

/** Asks axe about the page; its header belongs to the app. */
export async function expectNoViolations() {
  expect(await axe(screen.getByRole('main'))).toHaveNoViolations();
}
