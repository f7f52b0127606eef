import { useCallback, useEffect, useState } from 'preact/hooks';
import type { Invitation, Session } from '../session/session.ts';
import { Checking } from '../sign-in/first-moments.tsx';
import { EntryPage } from '../sign-in/entry-page.tsx';
import { SetUpForm } from './set-up-form.tsx';
import { roleWords } from './role-words.ts';

type Shown = { readonly invitation: Invitation } | 'gone' | 'unavailable' | null;

export function SetUpPage({ session, token }: { session: Session; token: string }) {
  const [shown, setShown] = useState<Shown>(null);

  const show = useCallback(async () => {
    setShown(null);
    const answer = await session.showInvitation(token);
    if (answer.ok) return setShown({ invitation: answer.value });
    setShown(answer.error.code === 'not-found' || answer.error.code === 'invalid' ? 'gone' : 'unavailable');
  }, [session, token]);
  useEffect(() => void show(), [show]);

  if (shown === null) return <Checking />;
  if (shown === 'gone') return <Gone onSignIn={() => void session.start(null)} />;
  if (shown === 'unavailable') return <Unanswered onRetry={() => void show()} />;
  const { invitation } = shown;
  const role = roleWords[invitation.role];
  return (
    <EntryPage
      title="Welcome to Handlr"
      lead={
        <>
          You’re invited as <strong>{role.name}</strong>: you’ll {role.does}.
        </>
      }
    >
      <SetUpForm session={session} token={token} invitation={invitation} />
    </EntryPage>
  );
}

function Gone({ onSignIn }: { onSignIn: () => void }) {
  return (
    <EntryPage
      title="This link no longer works"
      lead="It has been used already, or its time is over. Ask whoever sent it for a new one."
    >
      <button type="button" class="button button-wide" onClick={onSignIn}>
        I have an account: sign in
      </button>
    </EntryPage>
  );
}

function Unanswered({ onRetry }: { onRetry: () => void }) {
  return (
    <EntryPage title="No connection" lead="The gateway doesn’t answer. Your link is still good.">
      <button type="button" class="button button-primary button-wide" onClick={onRetry}>
        Try again
      </button>
    </EntryPage>
  );
}
