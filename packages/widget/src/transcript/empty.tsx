import ShieldCheck from 'lucide/dist/esm/icons/shield-check.mjs';
import type { Look } from '../box/model.ts';
import { Icon } from '../icons/icon.tsx';

export function Empty({ model: { site, texts } }: Look) {
  return (
    <div class="empty">
      <p class="greeting" dir="auto">
        {site.appearance.greeting ?? texts('empty.greeting')}
      </p>
      <p class="promise">
        <Icon of={ShieldCheck} size={16} />
        {texts('empty.privacy')}
      </p>
    </div>
  );
}
