import type { EmailView } from './email-look.ts';

/** What was left, as far as this page knows it. */
export function EmailLeft({ words, email, onChange }: EmailView & { onChange(): void }) {
  const { left, task } = email.view();
  return (
    <>
      {typeof left === 'object' ? (
        <div class="left-card">
          <h4>{words('email.left')}</h4>
          <p>
            <bdi class="address">{left.contact.email}</bdi>
          </p>
          {left.contact.telephone !== '' && (
            <p>
              <bdi>{left.contact.telephone}</bdi>
            </p>
          )}
          <p class="readers">
            {words(left.contact.marketing ? 'email.offers.yes' : 'email.offers.no')}{' '}
            {left.remember && words('email.remembered')}
          </p>
        </div>
      ) : (
        <p class="left-card">{words('email.elsewhere')}</p>
      )}
      <div class="answers">
        <button type="button" class="plain" onClick={onChange}>
          {words(typeof left === 'object' ? 'email.change' : 'email.replace')}
        </button>
        <button type="button" class="plain danger" aria-busy={task !== null} onClick={email.remove}>
          {words('email.remove')}
        </button>
      </div>
    </>
  );
}
