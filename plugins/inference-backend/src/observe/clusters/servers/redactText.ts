export * from '../../../decide/secrets/redactText';
