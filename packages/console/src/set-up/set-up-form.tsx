import { limits } from '@handlr/protocol';
import ShieldCheck from 'lucide/dist/esm/icons/shield-check.mjs';
import { useState } from 'preact/hooks';
import { Icon } from '../look/icon.tsx';
import { advisePassword } from '../password/password-advice.ts';
import type { EntryOutcome, Invitation, Session } from '../session/session.ts';
import { entryWords } from '../sign-in/entry-words.ts';
import { RevealButton } from '../sign-in/reveal-button.tsx';
import { SubmitButton } from '../sign-in/submit-button.tsx';
import { TextField } from '../sign-in/text-field.tsx';
import { PasswordMeter } from './password-meter.tsx';

type Props = { readonly session: Session; readonly token: string; readonly invitation: Invitation };

export function SetUpForm({ session, token, invitation }: Props) {
  const [name, setName] = useState(invitation.name);
  const [email, setEmail] = useState(invitation.email);
  const [password, setPassword] = useState('');
  const [repeated, setRepeated] = useState('');
  const [revealed, setRevealed] = useState(false);
  const [busy, setBusy] = useState(false);
  const [submitted, setSubmitted] = useState(false);
  const [outcome, setOutcome] = useState<EntryOutcome | null>(null);

  const advice = advisePassword(password, [name, email]);
  const differs = repeated !== password;
  const type = revealed ? 'password-in-view' : 'password';

  async function submit(event: Event): Promise<void> {
    event.preventDefault();
    setSubmitted(true);
    if (busy || !advice.allowed || differs || name.trim() === '') return;
    setBusy(true);
    setOutcome(null);
    const account = { name: name.trim(), email: email.trim(), password };
    setOutcome(await session.acceptInvitation(token, account));
    setBusy(false);
  }

  const problem = outcome === null || outcome === 'done' ? null : entryWords[outcome];
  return (
    <form class="entry-form" onSubmit={(event) => void submit(event)}>
      {problem !== null && (
        <p class="entry-problem" role="alert">
          {problem}
        </p>
      )}
      <TextField
        id="name"
        label="Your name, as visitors see it"
        type="text"
        autocomplete="name"
        maxLength={limits.displayNameLength}
        value={name}
        onText={setName}
        autoFocus={invitation.name === ''}
      />
      <TextField id="email" label="E-mail" type="email" autocomplete="username" value={email} onText={setEmail} />
      <TextField
        id="password"
        label="Password"
        type={type}
        autocomplete="new-password"
        value={password}
        onText={setPassword}
        describedBy="password-advice"
        invalid={submitted && !advice.allowed}
        autoFocus={invitation.name !== ''}
        action={<RevealButton revealed={revealed} onReveal={setRevealed} />}
      />
      <PasswordMeter advice={advice} />
      <TextField
        id="repeated"
        label="Password again"
        type={type}
        autocomplete="new-password"
        value={repeated}
        onText={setRepeated}
        describedBy="repeated-advice"
        invalid={submitted && differs}
      />
      <p id="repeated-advice" class="field-advice field-advice-wrong" role="status">
        {submitted && differs ? 'The two passwords differ.' : ''}
      </p>
      <SubmitButton busy={busy}>Create my account</SubmitButton>
      <p class="entry-promise">
        <Icon of={ShieldCheck} />
        <span>Your password never leaves this browser; only a key made from it does.</span>
      </p>
    </form>
  );
}
