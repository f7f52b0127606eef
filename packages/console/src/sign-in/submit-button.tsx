import type { ComponentChildren } from 'preact';

type Props = { readonly busy: boolean; readonly children: ComponentChildren };

/** While the password is stretched, says so calmly instead of freezing. */
export function SubmitButton({ busy, children }: Props) {
  return (
    <>
      <button type="submit" class="button button-primary button-wide" aria-disabled={busy}>
        {busy ? 'Securing your password…' : children}
        {busy && <span class="progress" aria-hidden="true" />}
      </button>
      <p class="entry-note" role="status">
        {busy ? 'This takes a second or two. Your password stays in this browser.' : ''}
      </p>
    </>
  );
}
