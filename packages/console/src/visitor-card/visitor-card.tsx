import type { ChatSummary } from '@handlr/protocol';
import { OpeningSection } from '../check-logic/opening-section.tsx';
import { fullTimeWords, timeWords } from '../conversation/message-time.ts';
import { spokenAge } from '../inbox/age.ts';
import { Avatar } from '../look/avatar.tsx';
import { ChatSessionFact } from '../session-detection/chat-session-fact.tsx';
import { VisitHistorySection } from '../visit-history/visit-history-section.tsx';
import { useConsole } from '../workspace/console-context.ts';
import { EmailFact } from '../visitor-email/email-fact.tsx';
import { visitorNameId } from '../workspace/view-state.ts';
import { ConsentSection } from './consent-section.tsx';
import { countryName } from './country.ts';
import { Fact } from './fact.tsx';
import { PageLink } from './page-link.tsx';
import { purposeWords, withheldFields } from './purpose-words.ts';
import { Veil } from './veil.tsx';
import { visitorLabel } from './visitor-label.ts';

/** Who is there and why; what consent withholds stands in its place, veiled, with the reason. */
export function VisitorCard({ chat }: { chat: ChatSummary }) {
  return (
    <div class="visitor-scroll">
      <div class="visitor-top">
        <Avatar name={chat.visitorName} present={chat.state === 'ended' ? undefined : chat.visitorPresent} large />
        <div class="visitor-names">
          <h2 id={visitorNameId} class="visitor-name" tabIndex={-1}>
            <bdi>{visitorLabel(chat)}</bdi>
          </h2>
          <p class="visitor-note">{chat.visitorName === null ? 'Gave no name' : 'Name as they gave it'}</p>
        </div>
      </div>
      <dl class="facts">
        <Fact label="Site">{chat.siteName}</Fact>
        <Fact label="Page">
          <PageLink page={chat.page} />
        </Fact>
        <Fact label="Country">{chat.country === null ? 'Unknown' : <CountryLine code={chat.country} />}</Fact>
        <Fact label="Browser">{chat.browser === '' ? 'Unknown' : chat.browser}</Fact>
        <Fact label="Opened">
          <OpenedLine openedAt={chat.openedAt} />
        </Fact>
        <ChatSessionFact chat={chat} />
        <EmailFact chat={chat} />
        {withheldFields
          .filter(({ purpose }) => chat.consent[purpose] === 'withheld')
          .map(({ label, purpose }) => (
            <Fact key={label} label={label}>
              <Veil reason={purposeWords[purpose].withheld} />
            </Fact>
          ))}
      </dl>
      <OpeningSection chat={chat} />
      {chat.consent.history === 'granted' && <VisitHistorySection />}
      <ConsentSection consent={chat.consent} />
    </div>
  );
}

function CountryLine({ code }: { code: string }) {
  const name = countryName(code);
  return (
    <>
      {name} {name !== code && <abbr class="country-code">{code}</abbr>}
    </>
  );
}

function OpenedLine({ openedAt }: { openedAt: number }) {
  const ageMs = useConsole().desk.nowMs.value - openedAt;
  return (
    <time dateTime={new Date(openedAt).toISOString()} title={fullTimeWords(openedAt)}>
      {timeWords(openedAt)}, {ageMs < 60_000 ? 'just now' : `${spokenAge(ageMs)} ago`}
    </time>
  );
}
