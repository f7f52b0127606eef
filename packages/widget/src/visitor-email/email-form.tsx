import { checkContact, type Contact, type ContactFault, suggestEmail } from '@handlr/core';
import { useRef, useState } from 'preact/hooks';
import { hindranceOf } from '../consent/hindrance.ts';
import type { EmailView } from './email-look.ts';

type Props = EmailView & {
  /** What to begin with, if anything is known. */
  readonly given: Pick<Contact, 'email' | 'telephone'> | (Contact & { readonly marketing: boolean }) | null;
  /** Null where there is nothing to go back to. */
  readonly onCancel: (() => void) | null;
};

export function EmailForm({ model, words, email, given, onCancel }: Props) {
  const { handlr, site } = model;
  const contactPurpose = handlr.consent?.explain().contact;
  const mayRemember =
    contactPurpose !== undefined && hindranceOf(contactPurpose, site.consent?.gpcOverride ?? false) === null;
  const form = useRef<HTMLFormElement>(null);
  const [fields, setFields] = useState({
    email: given?.email ?? '',
    telephone: given?.telephone ?? '',
    marketing: given !== null && 'marketing' in given && given.marketing,
    remember: contactPurpose?.allowed ?? false,
  });
  const [fault, setFault] = useState<ContactFault | null>(null);
  const [meant, setMeant] = useState<string | null>(null);
  const isBusy = email.view().task !== null;

  const change = (next: Partial<typeof fields>): void => {
    setFields({ ...fields, ...next });
    setFault(null);
    setMeant(null);
  };
  const focus = (name: string): void => form.current?.querySelector<HTMLElement>(`[name='${name}']`)?.focus();

  const leave = (typed: typeof fields, isSure: boolean): void => {
    if (isBusy) return;
    const field = form.current?.querySelector<HTMLInputElement>("[name='email']");
    // The browser's own judgement of the field; what was suggested is one by its making.
    const checked = checkContact(typed, (text) => text !== field?.value.trim() || field.validity.valid);
    if (typeof checked === 'string') {
      setFault(checked);
      return focus(checked);
    }
    const suggested = isSure ? null : suggestEmail(checked.email);
    setMeant(suggested);
    if (suggested === null) email.leave({ contact: checked, remember: mayRemember && typed.remember });
  };

  return (
    <form
      ref={form}
      noValidate
      aria-busy={isBusy}
      onSubmit={(event) => {
        event.preventDefault();
        leave(fields, false);
      }}
    >
      {(['email', 'telephone'] as const).map((name) => (
        <label key={name} class="field">
          {words(name === 'email' ? 'email.address' : 'email.telephone')}
          <input
            name={name}
            {...(name === 'email' ? ({ type: 'email' } as const) : ({ type: 'tel' } as const))}
            // Else the browser would note it for whoever sits here next, and nobody asked whether it may.
            autocomplete="off"
            required={name === 'email'}
            value={fields[name]}
            aria-invalid={fault === name}
            aria-describedby={`email-fault-${name}`}
            onInput={({ currentTarget }) => change({ [name]: currentTarget.value })}
          />
          <span id={`email-fault-${name}`} class="fault" role="alert">
            {fault === name && words(`email.fault.${name}`)}
          </span>
        </label>
      ))}
      {(['marketing', 'remember'] as const).map(
        (name) =>
          (name === 'marketing' || mayRemember) && (
            <label key={name} class="tick">
              <input
                type="checkbox"
                checked={fields[name]}
                onChange={({ currentTarget }) => change({ [name]: currentTarget.checked })}
              />
              <span>{words(`email.${name}`, { site: site.name })}</span>
            </label>
          ),
      )}
      <div role="status">
        {meant !== null && (
          <div class="left-card">
            <p>{words('email.meant', { email: meant })}</p>
            <div class="answers">
              <button type="button" class="plain" onClick={() => leave({ ...fields, email: meant }, true)}>
                {words('email.meant.yes')}
              </button>
              <button type="button" class="plain" onClick={() => leave(fields, true)}>
                {words('email.meant.no')}
              </button>
            </div>
          </div>
        )}
      </div>
      <div class="answers">
        {onCancel !== null && (
          <button type="button" class="plain" onClick={onCancel}>
            {words('email.back')}
          </button>
        )}
        <button class="main" aria-disabled={isBusy}>
          {words(isBusy ? 'email.sending' : 'email.send')}
        </button>
      </div>
    </form>
  );
}
