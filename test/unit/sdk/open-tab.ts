import { type Consent, type ConsentConfiguration, createHandlr, type Handlr, type HandlrEvents } from '@handlr/sdk';
import { createFakeGateway } from './fake-gateway.ts';
import { createTestArea } from './test-storage.ts';
import { createTestSurroundings, settle } from './test-surroundings.ts';

const site = { siteKey: 'test-site', gatewayUrl: 'https://chat.example', name: 'Shop' };

/** One tab; of the same browser and gateway as another where these are given. */
export function openTab(
  gateway = createFakeGateway(),
  area = createTestArea(),
  world = createTestSurroundings(),
  consent: ConsentConfiguration = {},
) {
  const { areas, openChannel, session } = area.openTab();
  const surroundings = { ...world.surroundings, openChannel };
  const { createTransport } = gateway;
  const handlr = createHandlr({ site: { ...site, consent }, surroundings, areas, createTransport });
  return { handlr, gateway, area, session, world };
}

/** A tab whose consent is loaded; of the same browser as another where that is given. */
export async function openConsentTab({
  gateway,
  area,
  world,
  consent: site,
}: Partial<ReturnType<typeof openTab>> & { readonly consent?: ConsentConfiguration } = {}) {
  const tab = openTab(gateway, area, world, site);
  const consent: Consent = await tab.handlr.loadConsent();
  await settle();
  return { ...tab, consent };
}

/** A tab whose box is open and whose first message has arrived. */
export async function startChat() {
  const tab = openTab();
  tab.handlr.open();
  tab.handlr.send('Hello');
  await settle();
  return tab;
}

export const bodies = (handlr: Handlr) => handlr.state().messages.map(({ body }) => body);
export const deliveries = (handlr: Handlr) => handlr.state().messages.map(({ delivery }) => delivery);

export function listenTo<Name extends keyof HandlrEvents>(handlr: Handlr, name: Name): HandlrEvents[Name][] {
  const heard: HandlrEvents[Name][] = [];
  handlr.on(name, (payload) => heard.push(payload));
  return heard;
}
