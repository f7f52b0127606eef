export * from './sites.ts';
export { allowedOrigin } from './allowed-origin.ts';
export { type Appearance, appearanceSchema, readAppearance, textColourOn } from './appearance.ts';
export {
  askingTimes,
  consentPolicyOf,
  type ConsentSettings,
  consentSettingsSchema,
  readConsentSettings,
} from './consent-settings.ts';
export { idleMinutesAtMost, type SessionSettings, sessionPolicyOf } from './session-settings.ts';
export { checkPage, type FetchedPage, type Finding } from './check-page.ts';
export { findNamedSite } from './find-named-site.ts';
export { fetchPage } from './fetch-page.ts';
export { type LoaderRouteDeps, registerLoaderRoute } from './loader-route.ts';
export type { SiteConfiguration } from './site-configuration.ts';
export { type Installation, originHosts, siteFacts } from './site-facts.ts';
export { registerStorageRoutes, type StorageRouteDeps } from './storage-routes.ts';
export { createPacker, sendPacked } from './packed-text.ts';
export { connectSources, type Snippet, siteSnippet } from './snippet.ts';
