import { createApp } from '@backstage/frontend-defaults';
import catalogPlugin from '@backstage/plugin-catalog/alpha';
import inferencePlugin from '@inference-portal/plugin-inference-frontend';
import { homeFeature } from './modules/home';
import { navModule } from './modules/nav';

export default createApp({
  features: [catalogPlugin, inferencePlugin, navModule, homeFeature],
});
