import type { ChatOpening, ChatSummary } from '@handlr/protocol';
import './opening-section.css';
import { Fact } from '../visitor-card/fact.tsx';

const kindWords: Readonly<Record<NonNullable<ChatOpening['kind']>, string | null>> = {
  chat: null,
  offline: 'Offline message: nobody was there when they wrote',
  'call-back': 'They would like to be called',
};

/** What went before the chat: its kind, what the visitor chose and answered, and the prompt that they answered. */
export function OpeningSection({ chat }: { chat: ChatSummary }) {
  const { kind = 'chat', department, language, answers = [], promptedBy } = chat.opening;
  const words = kindWords[kind];
  const isEmpty = words === null && !department && !language && !promptedBy && answers.length === 0;
  if (isEmpty) return null;
  return (
    <section class="opening" aria-labelledby="opening-title">
      <h3 id="opening-title" class="section-title">
        Before the chat
      </h3>
      {words !== null && <p class="opening-kind">{words}</p>}
      <dl class="opening-facts">
        {promptedBy && <Fact label="Prompt">{promptedBy}</Fact>}
        {department && <Fact label="Department">{department}</Fact>}
        {language && <Fact label="Language">{languageName(language)}</Fact>}
      </dl>
      {answers.length > 0 && (
        <dl class="opening-answers">
          {answers.map(({ question, answer }) => (
            <div key={question} class="opening-answer">
              <dt>{question}</dt>
              <dd>
                <bdi>{answer}</bdi>
              </dd>
            </div>
          ))}
        </dl>
      )}
    </section>
  );
}

/** In the agent's own words where the browser has them. */
function languageName(tag: string): string {
  return new Intl.DisplayNames(undefined, { type: 'language', fallback: 'code' }).of(tag) ?? tag;
}
