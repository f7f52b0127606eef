import { useState } from 'preact/hooks';
import type { EntryOutcome, Session, SessionEnd } from '../session/session.ts';
import { EntryPage } from './entry-page.tsx';
import { entryWords } from './entry-words.ts';
import { RevealButton } from './reveal-button.tsx';
import { SubmitButton } from './submit-button.tsx';
import { TextField } from './text-field.tsx';

const leads: { readonly [End in SessionEnd]: string } = {
  here: 'Good to see you.',
  over: 'You were signed out. Sign in again to go on where you were.',
  elsewhere: 'You signed this browser out from another one. If that wasn’t you, sign in and tell your administrator.',
};

export function SignInPage({ session, ended }: { session: Session; ended: SessionEnd }) {
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [revealed, setRevealed] = useState(false);
  const [busy, setBusy] = useState(false);
  const [outcome, setOutcome] = useState<EntryOutcome | null>(null);

  async function submit(event: Event): Promise<void> {
    event.preventDefault();
    if (busy) return;
    setBusy(true);
    setOutcome(null);
    setOutcome(await session.signIn(email.trim(), password));
    setBusy(false);
  }

  const problem = outcome === null || outcome === 'done' ? null : entryWords[outcome];
  return (
    <EntryPage title="Sign in to Handlr" lead={leads[ended]}>
      <form class="entry-form" onSubmit={(event) => void submit(event)}>
        {problem !== null && (
          <p class="entry-problem" role="alert">
            {problem}
          </p>
        )}
        <TextField
          id="email"
          label="E-mail"
          type="email"
          autocomplete="username"
          value={email}
          onText={setEmail}
          invalid={outcome === 'wrong'}
          autoFocus
        />
        <TextField
          id="password"
          label="Password"
          type={revealed ? 'password-in-view' : 'password'}
          autocomplete="current-password"
          value={password}
          onText={setPassword}
          invalid={outcome === 'wrong'}
          action={<RevealButton revealed={revealed} onReveal={setRevealed} />}
        />
        <SubmitButton busy={busy}>Sign in</SubmitButton>
      </form>
    </EntryPage>
  );
}
