import CloudOff from 'lucide/dist/esm/icons/cloud-off.mjs';
import RefreshCw from 'lucide/dist/esm/icons/refresh-cw.mjs';
import { Icon } from '../look/icon.tsx';
import { useConsole } from './console-context.ts';

/** The region stands before its words come: a screen reader says what changes in a region, not what comes along with one. */
export function LinkBanner() {
  return (
    <div role="status">
      <Banner />
    </div>
  );
}

function Banner() {
  const { desk } = useConsole();
  switch (desk.link.value) {
    case 'connecting':
    case 'live':
      return null;
    case 'lost':
      return (
        <div class="banner banner-lost">
          <Icon of={CloudOff} />
          <p>
            <strong>Connection lost.</strong> Reconnecting…{' '}
            <span class="only-roomy">What you write is kept, and sent once you’re back.</span>
          </p>
          <button type="button" class="button button-small" onClick={() => desk.reconnect()}>
            Try now
          </button>
        </div>
      );
    case 'outdated':
      return (
        <div class="banner banner-lost">
          <Icon of={RefreshCw} />
          <p>
            <strong>Handlr was updated.</strong> <span>Reload to go on.</span>
          </p>
          <button type="button" class="button button-small" onClick={() => location.reload()}>
            Reload
          </button>
        </div>
      );
  }
}
