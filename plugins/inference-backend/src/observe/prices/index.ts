export type { LoadedPrices } from './LoadedPrices';
export { withoutOverlaps } from './LoadedPrices';
export { loadShippedPrices } from './loadShippedPrices';
export { readCsvPrices } from './readCsvPrices';
export { readCostSettings, type CostSettings } from './readCostSettings';
export { readExtensionPrices } from './readExtensionPrices';
