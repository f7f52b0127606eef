import { type BoxPlace, createHandlr, type Commands, type Handover, pageConsent } from '@handlr/sdk';
import { render } from 'preact';
import { Box } from './box/box.tsx';
import type { Model, Panel } from './box/model.ts';
import { watchScreen } from './box/watch-screen.ts';
import type * as checks from './check-logic/show-checks.tsx';
import { Ask } from './consent/ask.tsx';
import { takeLauncher } from './launcher/take-launcher.tsx';
import { sheets } from './styles/sheets.ts';
import { english } from './texts/texts.en.ts';
import { createTexts } from './texts/texts.ts';
import { createTimes } from './texts/times.ts';

/** Puts the box beside the launcher, and does what the page asks from now on. */
export function mount(handover: Handover): Commands {
  const { site, root } = handover;
  const { texts: replacements, language = 'en' } = site.appearance;
  const handlr = createHandlr({ site });
  const texts = createTexts(english, replacements);
  const times = createTimes(texts, language, navigator.languages, () => Date.now());
  const lasting = { site, handlr, texts, times, show, redraw: update };
  let panel: Panel = 'chat';
  /** Comes where the visitor has moved the box, before it is drawn. */
  let loading: Promise<void> | undefined;
  let showPlace: ((place: BoxPlace | null) => void) | undefined;
  let showChecks: typeof checks.showChecks | undefined;

  root.adoptedStyleSheets.push(...sheets());
  const place = document.createElement('div');
  root.append(place);
  const showLauncher = takeLauncher(handover, handlr, texts);
  const isFullScreen = watchScreen(root, update);
  // Only what has been on the screen is read.
  handlr.setShown(0);
  handlr.subscribe(update);
  update();
  const { open, close, minimise, set, send, on, off, values } = handlr;
  return { open, close, minimise, set, send, on, off, values, ...pageConsent(handlr) };

  function update(): void {
    const state = handlr.state();
    // Where the box covers the screen, it would stand before the page that the visitor went on to.
    if (state.isRestored && state.box === 'open' && isFullScreen()) return handlr.minimise('here');
    const asks = handlr.consent?.asks() ?? [];
    const model: Model = { ...lasting, state, asks, panel, isFullScreen: isFullScreen() };
    if (state.place && !showPlace) return loadPlace();
    showPlace?.(state.place);
    showLauncher(state);
    render(
      <>
        <Box model={model} />
        {site.consent?.ask === 'on-load' && state.box !== 'open' && <Ask model={model} part="question" />}
      </>,
      place,
    );
    if (handlr.checks === null) return;
    if (showChecks) return showChecks(model, root);
    // Once it has come it is drawn, whatever happens; without it there is still the chat.
    void import('./check-logic/show-checks.tsx').then((chunk) => {
      ({ showChecks } = chunk);
      update();
    });
  }

  function loadPlace(): void {
    loading ??= import('./box-state/place-sheet.ts').then(
      ({ createPlaceSheet }) => {
        showPlace = createPlaceSheet(root, site.appearance.position);
        update();
      },
      // Better in its old place than not at all.
      () => {
        showPlace = () => {};
        update();
      },
    );
  }

  function show(next: Panel): void {
    panel = next;
    update();
  }
}
