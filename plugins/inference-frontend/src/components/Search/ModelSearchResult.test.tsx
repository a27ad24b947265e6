import type { ReactElement } from 'react';
import { renderInTestApp } from '@backstage/test-utils';
import type { SearchDocument } from '@backstage/plugin-search-common';
import { screen } from '@testing-library/react';
import { axe } from 'jest-axe';
import { rootRouteRef } from '../../routes';
import { ModelSearchResult } from './ModelSearchResult';

const DOCUMENT = {
  title: 'Support chat 2.0.0',
  text: 'Answers customers\nhf://acme/support-chat@2.0.0\nproduction',
  location: '/inference/models/support/support-chat?version=2.0.0',
  namespace: 'support',
  name: 'support-chat',
  version: '2.0.0',
  owner: 'group:default/support-ai',
  license: 'Apache-2.0',
};

/** Parsed as the search API answers it: with more fields than every document has. */
const modelItself: SearchDocument = Object.assign({}, DOCUMENT, {
  version: '',
  license: '',
  owner: '',
});

function show(element: ReactElement) {
  return renderInTestApp(element, {
    mountedRoutes: { '/llm': rootRouteRef },
  });
}

describe('ModelSearchResult', () => {
  it('leads to the version on the page of the model, wherever the plugin is mounted', async () => {
    const { container } = await show(<ModelSearchResult result={DOCUMENT} />);
    expect(
      screen.getByRole('link', { name: 'Support chat 2.0.0' }),
    ).toHaveAttribute('href', '/llm/models/support/support-chat?version=2.0.0');
    expect(screen.getByText('support/support-chat @ 2.0.0')).toBeVisible();
    expect(screen.getByText('License Apache-2.0')).toBeVisible();
    expect(screen.getByText(/support-ai/)).toHaveAttribute(
      'title',
      'group:default/support-ai',
    );
    expect(await axe(container)).toHaveNoViolations();
  });

  it('marks the words that were found', async () => {
    await show(
      <ModelSearchResult
        result={DOCUMENT}
        highlight={{
          preTag: '<tag>',
          postTag: '</tag>',
          fields: {
            title: '<tag>Support</tag> chat 2.0.0',
            text: 'Answers <tag>customers</tag>\nproduction',
          },
        }}
      />,
    );
    expect(
      [...document.querySelectorAll('mark')].map(mark => mark.textContent),
    ).toEqual(['Support', 'customers']);
    expect(screen.getByText(/· production/)).toBeVisible();
  });

  it('leads to the model itself, and says when no license is recorded', async () => {
    await show(<ModelSearchResult result={modelItself} />);
    expect(screen.getByRole('link')).toHaveAttribute(
      'href',
      '/llm/models/support/support-chat',
    );
    expect(screen.getByText('No license recorded')).toBeVisible();
  });

  it('shows nothing of a document that names no model', async () => {
    await show(
      <ModelSearchResult
        result={{ title: 'A page', text: '', location: '/docs' }}
      />,
    );
    expect(screen.queryByRole('link')).not.toBeInTheDocument();
  });
});
