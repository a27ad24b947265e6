import homePlugin from '@backstage/plugin-home/alpha';
import { HomePageLayoutBlueprint } from '@backstage/plugin-home-react/alpha';

/** Cards of somebody who has not arranged any; ten columns, as there are on a usual screen. */
const CARDS = [
  { component: 'InferenceMyGpus', column: 0, row: 0, width: 6, height: 6 },
  {
    component: 'HomePageStarredEntities',
    column: 6,
    row: 0,
    width: 4,
    height: 6,
  },
];

const homePage = homePlugin.getExtension('page:home').override({
  factory: (originalFactory, { config }) =>
    originalFactory({
      config: {
        ...config,
        path: config.path ?? '/',
        defaultConfig: config.defaultConfig ?? CARDS,
      },
    }),
});

const homeLayout = HomePageLayoutBlueprint.make({
  params: {
    loader: () => import('./HomeLayout').then(({ HomeLayout }) => HomeLayout),
  },
});

/** The home page, which is what everybody sees after signing in. */
export const homeFeature = homePlugin.withOverrides({
  extensions: [homePage, homeLayout],
});
