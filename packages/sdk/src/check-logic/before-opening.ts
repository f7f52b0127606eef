import { forgetPage, lookAtChecks, noteFired, nothingFired } from '@handlr/core';
import type { CheckAction, ServedChecks } from '@handlr/protocol';
import type { HandlrFunction } from '../loader/handover.ts';
import type { SiteConfiguration } from '../site-configuration.ts';
import { holdsChat } from '../storage/holds-chat.ts';
import { createBrowserFacts } from '../surroundings/browser-facts.ts';
import { createLookAround } from './look-around.ts';

/*
 * CHD9  Checks that act before the box is opened come with the loader's one request; of the rest nothing is loaded for them.
 *       They look at the page alone, keep nothing, and let whoever has a chat keep their launcher.
 */

/** Written in front of this, which stands before the loader so that it misses nothing that the page says. */
declare const HANDLR_SITE: SiteConfiguration;
declare const HANDLR_CHECKS: ServedChecks;
declare const handlr: HandlrFunction;

const availabilityFlag = 8;
const early = window.handlr?.q ?? [];
const values = {};

if (!window.handlr?.open) queueMicrotask(() => (document.body ? start() : addEventListener('DOMContentLoaded', start)));

function start(): void {
  const door = heard();
  const { siteKey, gatewayUrl, checks = 0 } = HANDLR_SITE;
  let fired = nothingFired;
  let undo = 0;
  const around = createLookAround({
    facts: createBrowserFacts(),
    surroundings: {
      nowMs: () => Date.now(),
      after(delayMs, run) {
        const timer = setTimeout(run, delayMs);
        return () => clearTimeout(timer);
      },
      page: () => ({ url: location.href, title: '' }),
    },
    availabilityUrl: checks & availabilityFlag ? `${gatewayUrl}/sites/${siteKey}/availability.json` : null,
    changed: look,
  });
  for (const [name, given] of early) if (name === 'values') Object.assign(values, given);
  door.on('chat:started', () => hide(false));
  look();

  function look(): void {
    if (around.hasMoved()) {
      fired = forgetPage(fired);
      hide(false);
    }
    around.setValues(values);
    const { due, fired: held, againAtMs } = lookAtChecks(HANDLR_CHECKS, around.facts('withheld'), fired);
    fired = held;
    for (const { check, actions } of due) {
      fired = noteFired(fired, check);
      actions.forEach(act);
    }
    clearTimeout(undo);
    if (againAtMs !== null) undo = window.setTimeout(look, Math.max(1_000, againAtMs - Date.now()));
  }

  function act({ do: what }: CheckAction): void {
    if (holdsChat(siteKey)) return;
    if (what === 'hide') hide(true);
    else door.open();
  }

  function hide(isHidden: boolean): void {
    const launcher = document.querySelector('handlr-chat')?.shadowRoot?.querySelector<HTMLElement>('.launcher');
    if (launcher) launcher.style.visibility = isHidden ? 'hidden' : '';
  }

  /** The page's own door, with an ear at it. */
  function heard(): HandlrFunction {
    const door = handlr;
    const listen = (given: object): void => {
      Object.assign(values, given);
      look();
    };
    const listening = new Proxy(door, {
      apply(target, self, call: [string, object]) {
        if (call[0] === 'values') listen(call[1]);
        return Reflect.apply(target, self, call);
      },
    });
    Object.assign(door, {
      values: (given: object) => Reflect.apply(listening, null, ['values', given]),
    });
    Object.assign(window, { handlr: listening });
    return listening;
  }
}
