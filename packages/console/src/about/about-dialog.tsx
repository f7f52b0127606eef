import { Dialog } from '../look/dialog.tsx';
import { KeyCap } from '../look/key-cap.tsx';
import { Mark } from '../look/mark.tsx';
import { useConsole } from '../workspace/console-context.ts';

export function AboutDialog({ onClose }: { onClose: () => void }) {
  const { view } = useConsole();
  return (
    <Dialog labelledBy="about-title" class="dialog-small" onClose={onClose}>
      <div class="about-mark">
        <Mark size={32} />
      </div>
      <h2 id="about-title" class="dialog-title">
        Handlr
      </h2>
      <p class="dialog-text">
        You see of a visitor what they agreed to, and nothing else. A closed eye marks what isn’t kept, and says why.
      </p>
      <p class="dialog-text">
        Countries come from a database on this server; no visitor’s address leaves it.{' '}
        <a href="https://db-ip.com" target="_blank" rel="noreferrer noopener">
          IP Geolocation by DB-IP
        </a>
        , under{' '}
        <a href="https://creativecommons.org/licenses/by/4.0/" target="_blank" rel="noreferrer noopener">
          CC BY 4.0
        </a>
        .
      </p>
      <div class="dialog-actions">
        <button type="button" class="button" onClick={() => view.open('shortcuts')}>
          Keyboard shortcuts <KeyCap keys="?" />
        </button>
        <button type="button" class="button button-primary" onClick={onClose}>
          Close
        </button>
      </div>
    </Dialog>
  );
}
