import type { Clock, Random } from '@handlr/core';
import type { Theme } from './look/theme.ts';
import type { Session } from './session/session.ts';
import { SetUpPage } from './set-up/set-up-page.tsx';
import { Checking, Unreachable } from './sign-in/first-moments.tsx';
import { SignInPage } from './sign-in/sign-in-page.tsx';
import type { Transport } from './transport/transport.ts';
import { SignedIn } from './workspace/signed-in.tsx';

type Props = {
  readonly session: Session;
  readonly theme: Theme;
  readonly transport: Transport;
  readonly clock: Clock;
  readonly random: Random;
};

export function App({ session, theme, transport, clock, random }: Props) {
  const state = session.state.value;
  switch (state.phase) {
    case 'checking':
      return <Checking />;
    case 'unreachable':
      return <Unreachable onRetry={() => void session.start(null)} />;
    case 'set-up':
      return <SetUpPage key={state.token} session={session} token={state.token} />;
    case 'signed-out':
      return <SignInPage session={session} ended={state.ended} />;
    case 'signed-in':
      return (
        <SignedIn
          key={state.profile.agentId}
          profile={state.profile}
          session={session}
          theme={theme}
          transport={transport}
          clock={clock}
          random={random}
        />
      );
  }
}
