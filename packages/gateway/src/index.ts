export { explainError } from './cli/expected-error.ts';
export { type Started, startGateway } from './cli/start.ts';
export { stopOnSignal } from './cli/stop-on-signal.ts';
export { createGateway, type Gateway, type GatewayOptions } from './create-gateway.ts';
export type { SiteChecks } from '@handlr/protocol';
export { offerSite, siteSnippet } from './site/index.ts';
