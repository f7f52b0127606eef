export { type Admitted, type AdmitContext, admit, admitChange, type Revealed, WithheldError } from './admit.ts';
export * from './effective-consent.ts';
export * from './field-policy.ts';
export * from './minimise/index.ts';
export type * from './records.ts';
export { deviceRegister } from './register-device.ts';
export type { Behaviour, LegalBasis, Medium, RegisterEntry, Subject } from './register-entry.ts';
export { bookkeepingTables, gatewayRegister } from './register-gateway.ts';
export { register } from './register.ts';
