import { useLayoutEffect, useRef, useState } from 'preact/hooks';

type Props = { label: string; question: string; yes?: string; cancel: string; onConfirmed(): Promise<void> };

/** A button that asks once more, in its own place. */
export function Confirm({ label, question, yes = label, cancel, onConfirmed }: Props) {
  const [isAsking, setAsking] = useState(false);
  const asked = useRef<HTMLDivElement>(null);

  useLayoutEffect(() => {
    if (isAsking) asked.current?.querySelector('button')?.focus();
  }, [isAsking]);

  if (!isAsking) {
    return (
      <button type="button" class="plain" onClick={() => setAsking(true)}>
        {label}
      </button>
    );
  }
  return (
    <div ref={asked} class="asked" role="group" aria-label={question}>
      <p>{question}</p>
      <button type="button" class="plain" onClick={() => setAsking(false)}>
        {cancel}
      </button>
      <button type="button" class="plain danger" onClick={() => void onConfirmed().then(() => setAsking(false))}>
        {yes}
      </button>
    </div>
  );
}
