import type { ConsoleContext } from './console-context.ts';

/** Signs out, or says that it could not be done. */
export async function signOut({ session, desk }: ConsoleContext): Promise<void> {
  if (!(await session.signOut())) desk.toasts.show({ kind: 'not-signed-out' });
}
