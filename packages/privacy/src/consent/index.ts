export { type ConsentBasis, consentBasis } from './basis.ts';
export { type Answers, type Asked, decide } from './decide.ts';
export { type Decision, isInForce, laterDecision } from './decision.ts';
export { decisionLifetimeMs } from './decision-lifetime.ts';
export * from './effective-consent.ts';
export * from './policy.ts';
export * from './resolve-consent.ts';
