import type { Clock, Random } from '@handlr/core';
import type { AgentProfile } from '@handlr/protocol';
import { useSignalEffect } from '@preact/signals';
import { useEffect, useMemo } from 'preact/hooks';
import { wantingCount } from '../inbox/inbox-groups.ts';
import type { Theme } from '../look/theme.ts';
import type { Session } from '../session/session.ts';
import type { Transport } from '../transport/transport.ts';
import { ConsoleProvider } from './console-context.ts';
import { createDesk } from './desk.ts';
import { createViewState } from './view-state.ts';
import { Workspace } from './workspace.tsx';

type Props = {
  readonly profile: AgentProfile;
  readonly session: Session;
  readonly theme: Theme;
  readonly transport: Transport;
  readonly clock: Clock;
  readonly random: Random;
};

/** Opens the desk for as long as the agent is signed in. */
export function SignedIn({ profile, session, theme, transport, clock, random }: Props) {
  const desk = useMemo(() => createDesk({ transport, clock, random, profile, onExpired: session.expire }), []);
  const view = useMemo(createViewState, []);

  useEffect(() => {
    const look = (): void => desk.attend(document.visibilityState === 'visible');
    look();
    document.addEventListener('visibilitychange', look);
    return () => {
      document.removeEventListener('visibilitychange', look);
      desk.close();
      document.title = productName;
    };
  }, [desk]);

  useSignalEffect(() => {
    const count = wantingCount(desk.groups.value);
    document.title = count === 0 ? productName : `(${count}) ${productName}`;
  });

  const context = useMemo(() => ({ desk, view, theme, session }), [desk, view, theme, session]);
  return (
    <ConsoleProvider value={context}>
      <Workspace />
    </ConsoleProvider>
  );
}

const productName = 'Handlr';
