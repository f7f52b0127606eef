import type { VisitorEmail } from '@handlr/sdk';
import ArrowLeft from 'lucide/dist/esm/icons/arrow-left.mjs';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { Icon } from '../icons/icon.tsx';
import { EmailForm } from './email-form.tsx';
import { EmailLeft } from './email-left.tsx';
import type { EmailLook } from './email-look.ts';

type Recalled = Awaited<ReturnType<VisitorEmail['recall']>>;

/** Where the visitor leaves an e-mail address, and sees, changes or removes the one that they left. */
export function EmailPanel({ model, words }: EmailLook) {
  const { handlr, show, site } = model;
  const title = useRef<HTMLHeadingElement>(null);
  const [ready, setReady] = useState<{ email: VisitorEmail; recalled: Recalled } | 'loading' | 'failed'>('loading');
  const [isChanging, setChanging] = useState(false);

  const load = async (): Promise<void> => {
    setReady('loading');
    try {
      const email = await (await handlr.loadConsent()).visitorEmail();
      setReady({ email, recalled: await email.recall() });
      await email.look();
    } catch {
      setReady('failed');
    }
  };
  useEffect(() => void load(), []);

  const form = typeof ready === 'object' ? ready.email.view() : null;
  const left = form?.left;
  // What was sent is not asked for again.
  useEffect(() => setChanging(false), [left]);
  // Asked before what has the focus may go; whoever reads the page meanwhile is left alone.
  const hasFocus = title.current === null || title.current.closest('.box:focus-within') !== null;
  useLayoutEffect(() => {
    if (hasFocus && title.current?.closest('.box:focus-within') === null) title.current.focus();
  });
  useLayoutEffect(() => {
    if (title.current?.closest('.box:focus-within')) title.current.focus();
  }, []);

  return (
    <section class="email" aria-labelledby="email-title">
      <button type="button" class="quiet" onClick={() => show('chat')}>
        <Icon of={ArrowLeft} size={16} class="back" />
        {words('email.back')}
      </button>
      <h3 ref={title} id="email-title" tabIndex={-1}>
        {words('email.title')}
      </h3>
      <p>{words('email.lead')}</p>
      <p class="readers">{words('email.readers', { site: site.name })}</p>
      {ready === 'failed' && (
        <div role="alert">
          <p>{words('email.failed')}</p>
          <button type="button" class="plain" onClick={() => void load()}>
            {words('email.again')}
          </button>
        </div>
      )}
      {typeof ready === 'object' && form !== null && (
        <>
          <div class="undo" role="status">
            {form.undo !== null && form.task === null && (
              <>
                <span>{words(form.left === 'none' ? 'email.removed' : 'email.changed')}</span>
                <button type="button" class="link" onClick={ready.email.undo}>
                  {words('email.undo')}
                </button>
              </>
            )}
          </div>
          {form.left === 'none' || form.left === 'unknown' || isChanging ? (
            <EmailForm
              model={model}
              words={words}
              email={ready.email}
              given={typeof left === 'object' ? left.contact : ready.recalled}
              onCancel={isChanging ? () => setChanging(false) : null}
            />
          ) : (
            <EmailLeft model={model} words={words} email={ready.email} onChange={() => setChanging(true)} />
          )}
          <p role="alert">{form.problem !== null && words(`email.problem.${form.problem}`)}</p>
        </>
      )}
    </section>
  );
}
