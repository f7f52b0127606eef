import type { SiteConfiguration } from '../site-configuration.ts';
import { kept } from '../storage/has-reason-to-load.ts';
import type { Handover } from './handover.ts';
import { launcherStyle } from './launcher-style.ts';

/** Draws the button that opens the chat, in a shadow root of its own, out of the page's flow. */
export function drawLauncher(site: SiteConfiguration, label: string, onPress: () => void): Handover {
  const host = document.createElement('handlr-chat');
  const root = host.attachShadow({ mode: 'open' });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(launcherStyle(site.appearance, kept(site, 'box-state')));
  root.adoptedStyleSheets = [sheet];

  const launcher = document.createElement('button');
  launcher.className = 'launcher';
  launcher.ariaLabel = label;
  launcher.onclick = onPress;

  const notice = document.createElement('p');
  notice.className = 'notice';
  notice.role = 'status';

  root.append(launcher, notice);
  document.body.append(host);
  return { site, root, launcher, notice };
}
