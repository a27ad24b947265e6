export {
  createRegistrySources,
  type RegistryEntry,
} from './createRegistrySources';
