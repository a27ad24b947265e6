import { createApp } from '@backstage/frontend-defaults';
import catalogPlugin from '@backstage/plugin-catalog/alpha';
import inferencePlugin from '@inference-portal/plugin-inference-frontend';
import { landingModule } from './modules/landing';
import { navModule } from './modules/nav';

export default createApp({
  features: [catalogPlugin, inferencePlugin, navModule, landingModule],
});
