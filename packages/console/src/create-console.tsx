import type { Clock, Random } from '@handlr/core';
import { render } from 'preact';
import './look/typeface.css';
import './look/tokens.css';
import './look/base.css';
import { App } from './app.tsx';
import { createTheme } from './look/theme.ts';
import type { Stretcher } from './password/stretcher.ts';
import { createKeyring } from './session/keyring.ts';
import { createSession } from './session/session.ts';
import { takeSetUpToken } from './set-up/set-up-token.ts';
import type { Transport } from './transport/transport.ts';

export type ConsoleDeps = {
  readonly root: HTMLElement;
  readonly transport: Transport;
  readonly stretcher: Stretcher;
  readonly clock: Clock;
  readonly random: Random;
};

/** Puts the agents' console into `root`. */
export function createConsole({ root, transport, stretcher, clock, random }: ConsoleDeps): void {
  const session = createSession({ call: transport.call, stretcher, keyring: createKeyring() });
  const theme = createTheme();
  render(<App session={session} theme={theme} transport={transport} clock={clock} random={random} />, root);
  void session.start(takeSetUpToken());
  // A link that is pasted into an open console changes the address without loading the page.
  addEventListener('hashchange', () => {
    const token = takeSetUpToken();
    if (token !== null) void session.start(token);
  });
}
