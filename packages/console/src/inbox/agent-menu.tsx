import CircleHelp from 'lucide/dist/esm/icons/circle-question-mark.mjs';
import LogOut from 'lucide/dist/esm/icons/log-out.mjs';
import Monitor from 'lucide/dist/esm/icons/monitor.mjs';
import Moon from 'lucide/dist/esm/icons/moon.mjs';
import Sun from 'lucide/dist/esm/icons/sun.mjs';
import { Avatar } from '../look/avatar.tsx';
import { Icon } from '../look/icon.tsx';
import type { ThemeChoice } from '../look/theme.ts';
import { useConsole } from '../workspace/console-context.ts';
import { signOut } from '../workspace/sign-out.ts';

const themeIcons = { system: Monitor, light: Sun, dark: Moon } as const;
const themeNames: { readonly [Choice in ThemeChoice]: string } = {
  system: 'Theme: as the system',
  light: 'Theme: light',
  dark: 'Theme: dark',
};

/** Who is signed in, and what is theirs to change. */
export function AgentMenu() {
  const context = useConsole();
  const { desk, view, theme } = context;
  const choice = theme.choice.value;
  return (
    <footer class="agent-menu">
      <button
        type="button"
        class="agent-menu-who"
        title="Where you are signed in"
        onClick={() => view.open('sessions')}
      >
        <Avatar name={desk.profile.name} />
        <bdi class="agent-menu-name">{desk.profile.name}</bdi>
        <span class="unseen">Where you are signed in</span>
      </button>
      <button
        type="button"
        class="icon-button"
        aria-label={themeNames[choice]}
        title={themeNames[choice]}
        onClick={() => theme.next()}
      >
        <Icon of={themeIcons[choice]} />
      </button>
      <button
        type="button"
        class="icon-button"
        aria-label="Help and about"
        title="Help and about"
        onClick={() => view.open('about')}
      >
        <Icon of={CircleHelp} />
      </button>
      <button
        type="button"
        class="icon-button"
        aria-label="Sign out"
        title="Sign out"
        onClick={() => void signOut(context)}
      >
        <Icon of={LogOut} />
      </button>
    </footer>
  );
}
