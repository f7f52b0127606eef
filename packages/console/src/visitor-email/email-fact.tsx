import type { ChatSummary } from '@handlr/protocol';
import './visitor-email.css';
import { ClosedEye } from '../visitor-card/eye.tsx';
import { Fact } from '../visitor-card/fact.tsx';
import { useConsole } from '../workspace/console-context.ts';

/** That the visitor left an e-mail address, and how it is read: not here, where there is no key to open it. */
export function EmailFact({ chat }: { chat: ChatSummary }) {
  const { sites } = useConsole().desk.inbox.value;
  if (!chat.hasEmail) return <Fact label="E-mail">None left</Fact>;
  const siteKey = sites.find(({ siteId }) => siteId === chat.siteId)?.siteKey ?? '<site>';
  return (
    <Fact label="E-mail">
      <span class="email-sealed">
        <ClosedEye /> Left, sealed
      </span>
      <details class="email-how">
        <summary>How to read it</summary>
        <p>
          It was locked in the visitor’s browser, and the console holds no key yet. On the machine with the key folder,
          whoever may read it types:
        </p>
        <code>
          npx handlr contact open {siteKey} {chat.chatId}
        </code>
        <p>Each opening is logged.</p>
      </details>
    </Fact>
  );
}
