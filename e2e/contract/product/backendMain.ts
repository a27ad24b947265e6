// The product's backend plugin alone in a Backstage backend, as a process that can be killed; configuration comes with --config.
import { createBackend } from '@backstage/backend-defaults';

const backend = createBackend();
backend.add(import('../../../plugins/inference-backend/src'));
backend.start();
