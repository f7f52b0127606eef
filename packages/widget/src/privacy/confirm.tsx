import { useLayoutEffect, useRef, useState } from 'preact/hooks';

type Props = {
  label: string;
  question: string;
  yes?: string;
  cancel: string;
  /** Said while it is being done, where that takes its time. */
  busy?: string;
  onConfirmed(): Promise<void>;
};

/** A button that asks once more, in its own place. */
export function Confirm({ label, question, yes = label, cancel, busy, onConfirmed }: Props) {
  const [step, setStep] = useState<'none' | 'asking' | 'busy'>('none');
  const asked = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const wasAsking = useRef(false);

  useLayoutEffect(() => {
    if (step === 'asking') asked.current?.querySelector('button')?.focus();
    // What had the focus is gone again.
    else if (step === 'none' && wasAsking.current) button.current?.focus();
    wasAsking.current = step !== 'none';
  }, [step]);

  const confirm = (): void => {
    setStep('busy');
    void onConfirmed().then(() => setStep('none'));
  };

  if (step === 'none') {
    return (
      <button ref={button} type="button" class="plain" onClick={() => setStep('asking')}>
        {label}
      </button>
    );
  }
  return (
    <div ref={asked} class="asked" role="group" aria-label={question} aria-busy={step === 'busy'}>
      <p role="status">{step === 'busy' && busy ? busy : question}</p>
      <button
        type="button"
        class="plain"
        aria-disabled={step === 'busy'}
        onClick={() => step === 'asking' && setStep('none')}
      >
        {cancel}
      </button>
      <button
        type="button"
        class="plain danger"
        aria-disabled={step === 'busy'}
        onClick={() => step === 'asking' && confirm()}
      >
        {yes}
      </button>
    </div>
  );
}
