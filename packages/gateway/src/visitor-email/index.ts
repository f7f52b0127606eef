export { registerContactKeyRoute } from './contact-key-route.ts';
export { createSiteKeys, KeyFileError, type SiteKeys } from './site-keys.ts';
