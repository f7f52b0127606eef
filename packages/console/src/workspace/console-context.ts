import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Theme } from '../look/theme.ts';
import type { Session } from '../session/session.ts';
import type { Desk } from './desk.ts';
import type { ViewState } from './view-state.ts';

/** What every view of a signed-in agent works with. */
export type ConsoleContext = {
  readonly desk: Desk;
  readonly view: ViewState;
  readonly theme: Theme;
  readonly session: Session;
};

const context = createContext<ConsoleContext | null>(null);

export const ConsoleProvider = context.Provider;

export function useConsole(): ConsoleContext {
  const found = useContext(context);
  if (found === null) throw new Error('This view belongs inside the console');
  return found;
}
