import { type Corner, corners } from '@handlr/core';
import ArrowUpLeft from 'lucide/dist/esm/icons/arrow-up-left.mjs';
import Minus from 'lucide/dist/esm/icons/minus.mjs';
import Move from 'lucide/dist/esm/icons/move.mjs';
import Plus from 'lucide/dist/esm/icons/plus.mjs';
import { useReducer, useRef, useState } from 'preact/hooks';
import { Icon } from '../icons/icon.tsx';
import type { Texts } from '../texts/texts.ts';
import type { ArrangeTextKey } from './arrange-texts.en.ts';
import type { Arranging } from './arranging.ts';

type Props = { readonly arranging: Arranging; readonly words: Texts<ArrangeTextKey> };

const stepPx = 16;
const growPx = 48;
const arrows: Readonly<Record<string, readonly [x: number, y: number]>> = {
  ArrowLeft: [-stepPx, 0],
  ArrowRight: [stepPx, 0],
  ArrowUp: [0, -stepPx],
  ArrowDown: [0, stepPx],
};

/** The same without a pointer that can drag: a button in the header, and what it opens. */
export function ArrangeTool({ arranging, words }: Props) {
  const [isOpen, setOpen] = useState(false);
  const [, redraw] = useReducer((times: number) => times + 1, 0);
  const opener = useRef<HTMLButtonElement>(null);

  const act = (run: () => void): void => {
    run();
    redraw(0);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Escape' && isOpen) {
      event.stopPropagation();
      setOpen(false);
      opener.current?.focus();
    }
    const [x, y] = arrows[event.key] ?? [];
    if (x === undefined || y === undefined || !isOpen) return;
    event.preventDefault();
    act(() => (event.shiftKey ? arranging.grow(x, y) : arranging.move(x, y)));
  };

  return (
    <span class="arrange" onKeyDown={onKeyDown}>
      <button
        ref={opener}
        type="button"
        class="tool"
        aria-label={words('arrange.title')}
        aria-expanded={isOpen}
        title={words('arrange.title')}
        onClick={() => setOpen(!isOpen)}
      >
        <Icon of={Move} />
      </button>
      {isOpen && (
        <div class="arranging" role="group" aria-label={words('arrange.title')}>
          <p>{words('arrange.hint')}</p>
          <div class="ways">
            <div class="corners">
              {corners.map((corner) => (
                <CornerButton key={corner} arranging={arranging} words={words} corner={corner} act={act} />
              ))}
            </div>
            <SizeButton
              icon={Minus}
              label={words('arrange.smaller')}
              onClick={() => act(() => arranging.grow(-growPx, -growPx))}
            />
            <SizeButton
              icon={Plus}
              label={words('arrange.larger')}
              onClick={() => act(() => arranging.grow(growPx, growPx))}
            />
            <button type="button" class="plain" onClick={() => act(arranging.reset)}>
              {words('arrange.reset')}
            </button>
          </div>
        </div>
      )}
    </span>
  );
}

function CornerButton({ arranging, words, corner, act }: Props & { corner: Corner; act(run: () => void): void }) {
  const isLeft = corner.endsWith('start') !== arranging.isRtl();
  const label = words(`arrange.${corner.startsWith('start') ? 'top' : 'bottom'}-${isLeft ? 'left' : 'right'}`);
  return (
    <button
      type="button"
      class={`tool corner ${corner}`}
      aria-label={label}
      aria-pressed={arranging.current().corner === corner}
      title={label}
      onClick={() => act(() => arranging.dock(corner))}
    >
      <Icon of={ArrowUpLeft} size={16} />
    </button>
  );
}

function SizeButton({ icon, label, onClick }: { icon: typeof Plus; label: string; onClick(): void }) {
  return (
    <button type="button" class="tool" aria-label={label} title={label} onClick={onClick}>
      <Icon of={icon} size={16} />
    </button>
  );
}
