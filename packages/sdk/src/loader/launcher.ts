import type { SiteConfiguration } from '../site-configuration.ts';
import type { Handover } from './handover.ts';
import { launcherStyle } from './launcher-style.ts';

/** `message-circle` of lucide (ISC licence). */
const speechBubble =
  'M2.992 16.342a2 2 0 0 1 .094 1.167l-1.065 3.29a1 1 0 0 0 1.236 1.168l3.413-.998a2 2 0 0 1 1.099.092 10 10 0 1 0-4.777-4.719';

/** Draws the button that opens the chat, in a shadow root of its own, out of the page's flow. */
export function drawLauncher(site: SiteConfiguration, label: string, onPress: () => void): Handover {
  const host = document.createElement('handlr-chat');
  const root = host.attachShadow({ mode: 'open' });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(launcherStyle(site.appearance));
  root.adoptedStyleSheets = [sheet];

  const launcher = document.createElement('button');
  launcher.type = 'button';
  launcher.className = 'launcher';
  launcher.ariaLabel = label;
  launcher.onclick = onPress;
  launcher.append(drawIcon());

  const notice = document.createElement('p');
  notice.className = 'notice';
  notice.role = 'status';

  root.append(launcher, notice);
  document.body.append(host);
  return { site, root, launcher, notice };
}

function drawIcon(): SVGElement {
  const draw = (name: string, attributes: Record<string, string>): SVGElement => {
    const element = document.createElementNS('http://www.w3.org/2000/svg', name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    return element;
  };
  const icon = draw('svg', {
    width: '26',
    height: '26',
    viewBox: '0 0 24 24',
    fill: 'none',
    stroke: 'currentColor',
    'stroke-width': '1.5',
    'stroke-linejoin': 'round',
    'aria-hidden': 'true',
  });
  icon.append(draw('path', { d: speechBubble }));
  return icon;
}
