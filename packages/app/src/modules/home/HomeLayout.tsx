import { Content, Header, LinkButton, Page } from '@backstage/core-components';
import { CustomHomepageGrid } from '@backstage/plugin-home';
import type { HomePageLayoutProps } from '@backstage/plugin-home-react/alpha';
import { Fragment } from 'react';

/** The home page: cards that everybody arranges for themselves, and the way to the fleet. */
export function HomeLayout({ widgets, defaultConfig }: HomePageLayoutProps) {
  return (
    <Page themeId="home">
      <Header title="Home" subtitle="What your teams run, and what it costs">
        <LinkButton to="/inference" color="primary" variant="contained">
          Open the GPU fleet
        </LinkButton>
      </Header>
      <Content>
        <CustomHomepageGrid
          config={defaultConfig?.map(({ column, row, ...item }) => ({
            ...item,
            x: column,
            y: row,
          }))}
        >
          {widgets.map(({ name, node, component }) => (
            <Fragment key={name ?? node.spec.id}>{component}</Fragment>
          ))}
        </CustomHomepageGrid>
      </Content>
    </Page>
  );
}
