import type { PrivacyLook } from './privacy-look.ts';

/** What those who answer keep, and who can read it. */
export function KeptThere({ model: { state, handlr, site }, words }: PrivacyLook) {
  const isRemembered = handlr.consent?.get().history === true;
  return (
    <>
      <h4>{words('privacy.gateway')}</h4>
      {state.phase === 'none' && <p>{words('privacy.gateway.before')}</p>}
      <ul>
        <li>{words('privacy.gateway.messages')}</li>
        <li>{words('privacy.gateway.chats')}</li>
      </ul>
      <p class="until">{words('privacy.gateway.days')}</p>
      {isRemembered && (
        <>
          <p class="agreed">{words('privacy.gateway.agreed')}</p>
          <ul>
            <li>{words('privacy.gateway.visitors')}</li>
            <li>{words('privacy.gateway.origins')}</li>
            <li>{words('privacy.gateway.pages')}</li>
            <li>{words('privacy.gateway.mine')}</li>
          </ul>
          <p class="until">{words('privacy.gateway.until')}</p>
        </>
      )}

      <h4>{words('privacy.reading')}</h4>
      <p>{words('privacy.reading.text', { site: site.name })}</p>
    </>
  );
}
