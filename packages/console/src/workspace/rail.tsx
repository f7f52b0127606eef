import './rail.css';
import { wantingCount } from '../inbox/inbox-groups.ts';
import { Icon } from '../look/icon.tsx';
import { useConsole } from './console-context.ts';
import { sectionOf, sectionsOf } from './sections.ts';

/** The way between screens; absent for whoever has only one. */
export function Rail() {
  const { desk, view } = useConsole();
  const sections = sectionsOf(desk);
  if (sections.length < 2) return null;
  const current = sectionOf(desk, view.section.value);
  const wanting = wantingCount(desk.groups.value);
  return (
    <nav class="rail" aria-label="Screens">
      {sections.map(({ id, title, icon }, at) => (
        <button
          key={id}
          type="button"
          class="rail-button"
          aria-current={id === current.id ? 'page' : undefined}
          title={`${title} (${at + 1})`}
          onClick={() => view.show(id)}
        >
          <Icon of={icon} />
          <span class="rail-title">{title}</span>
          {id === 'inbox' && id !== current.id && wanting > 0 && (
            <span class="count rail-count">
              {wanting}
              <span class="unseen"> waiting for you</span>
            </span>
          )}
        </button>
      ))}
    </nav>
  );
}
