import { effect, type ReadonlySignal, signal } from '@preact/signals';

export const themeChoices = ['system', 'light', 'dark'] as const;
export type ThemeChoice = (typeof themeChoices)[number];

/** Light or dark. The choice lives in memory: nothing is kept on the device for it. */
export interface Theme {
  readonly choice: ReadonlySignal<ThemeChoice>;
  choose(choice: ThemeChoice): void;
  next(): void;
}

export function createTheme(root: HTMLElement = document.documentElement): Theme {
  const choice = signal<ThemeChoice>('system');
  const system = matchMedia('(prefers-color-scheme: dark)');
  const systemIsDark = signal(system.matches);
  system.addEventListener('change', ({ matches }) => (systemIsDark.value = matches));

  effect(() => {
    const isDark = choice.value === 'system' ? systemIsDark.value : choice.value === 'dark';
    root.classList.toggle('dark', isDark);
    root.classList.toggle('light', !isDark);
  });

  return {
    choice,
    choose: (next) => void (choice.value = next),
    next() {
      const at = themeChoices.indexOf(choice.value);
      choice.value = themeChoices[(at + 1) % themeChoices.length] ?? 'system';
    },
  };
}
