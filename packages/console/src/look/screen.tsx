import type { ComponentChildren } from 'preact';

type Props = {
  readonly title: string;
  /** Beside the title: filters, and what the screen is for doing. */
  readonly tools?: ComponentChildren;
  readonly children: ComponentChildren;
};

/** A screen that is not the inbox: its title, its tools, and one place that scrolls. */
export function Screen({ title, tools, children }: Props) {
  return (
    <main class="screen">
      <header class="pane-header">
        <h1 class="pane-title">{title}</h1>
        {tools}
      </header>
      <div class="screen-body">{children}</div>
    </main>
  );
}
