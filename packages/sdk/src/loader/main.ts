import type { SiteConfiguration } from '../site-configuration.ts';
import { hasReasonToLoad } from '../storage/has-reason-to-load.ts';
import { createCommandQueue } from './command-queue.ts';
import type { Command, Handover, Mount } from './handover.ts';
import { drawLauncher } from './launcher.ts';

/** Written in front of this script by the gateway. */
declare const HANDLR_SITE: SiteConfiguration & { pin: string | undefined };
declare global {
  interface Window {
    /** A stub of the page that gathers calls in `q`, until this script takes them over. */
    handlr?: { readonly q?: readonly Command[]; readonly open?: unknown };
  }
}

// A page that has the snippet twice gets one launcher.
// Pinned by the page, so that whoever serves this script cannot choose it.
HANDLR_SITE.pin = document.currentScript?.dataset['key'];
if (!window.handlr?.open) install(HANDLR_SITE, window.handlr?.q ?? []);

function install(site: SiteConfiguration, early: readonly Command[]): void {
  const { handlr, runBy } = createCommandQueue((isAct) => {
    hasAct ||= isAct;
    void load();
  });
  const text = (key: string, english: string): string => site.appearance.texts?.[key] ?? english;
  let parts: Handover | undefined;
  let attempts = 0;
  /** Whether the visitor asked for the chat; undefined while nobody needs it. */
  let hasAct: boolean | undefined;

  Object.assign(window, { handlr });
  for (const command of early) handlr(...command);
  // An asynchronous script may run before there is a body.
  if (document.body) start();
  else addEventListener('DOMContentLoaded', start);

  function start(): void {
    parts = drawLauncher(site, text('launcher.open', 'Chat with us'), () => handlr('open'));
    if (hasAct !== undefined || hasReasonToLoad(site)) void load();
  }

  async function load(): Promise<void> {
    if (!parts || parts.launcher.ariaBusy) return;
    const { launcher, notice } = parts;
    launcher.ariaBusy = 'true';
    notice.textContent = '';
    try {
      // Browsers may remember that an address failed; a fragment makes it another one.
      const { mount }: { mount: Mount } = await import(attempts++ ? `${site.entry}#${attempts}` : site.entry);
      runBy(mount(parts));
    } catch {
      if (hasAct) notice.textContent = text('launcher.failed', 'The chat could not be loaded. Please try again.');
    }
    launcher.ariaBusy = null;
  }
}
