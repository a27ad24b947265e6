import { Navigate } from 'react-router-dom';
import {
  PageBlueprint,
  createFrontendModule,
} from '@backstage/frontend-plugin-api';

const landingPage = PageBlueprint.make({
  name: 'landing',
  params: {
    path: '/',
    noHeader: true,
    loader: async () => <Navigate to="/inference" replace />,
  },
});

/** Sends visitors of `/` to the overview of the fleet. */
export const landingModule = createFrontendModule({
  pluginId: 'app',
  extensions: [landingPage],
});
