import type { ComponentChildren } from 'preact';
import './entry.css';
import { Mark } from '../look/mark.tsx';

type Props = { readonly title: string; readonly lead: ComponentChildren; readonly children: ComponentChildren };

/** The quiet page before the desk: a mark, what this is, one form. */
export function EntryPage({ title, lead, children }: Props) {
  return (
    <div class="entry">
      <main class="entry-card">
        <div class="entry-mark">
          <Mark size={32} />
        </div>
        <h1 class="entry-title">{title}</h1>
        <p class="entry-lead">{lead}</p>
        {children}
      </main>
    </div>
  );
}
