// The inference plugin alone in a Backstage backend; configuration comes with --config.
import { createBackend } from '@backstage/backend-defaults';

const backend = createBackend();
backend.add(import('../../plugins/inference-backend/src'));
backend.start();
