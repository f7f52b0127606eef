import type { Stretcher, StretchOutcome, StretchQuestion } from './stretcher.ts';

/** Named in the console's Content-Security-Policy: `trusted-types handlr-worker`. */
const policyName = 'handlr-worker';

/** Stretches in a worker of its own each time, so that the memory which held the password goes with it. */
export function createWorkerStretcher(): Stretcher {
  const startWorker = createStarter();

  function ask(question: StretchQuestion): Promise<StretchOutcome> {
    return new Promise((resolve) => {
      const worker = startWorker();
      const finish = (outcome: StretchOutcome): void => {
        worker.terminate();
        resolve(outcome);
      };
      worker.addEventListener('message', ({ data }: MessageEvent<StretchOutcome>) => finish(data));
      worker.addEventListener('error', () => finish({ ok: false, reason: 'failed' }));
      worker.postMessage(question);
    });
  }

  return {
    begin: (password) => ask({ password, parameters: null }),
    repeat: (password, parameters) => ask({ password, parameters }),
  };
}

function createStarter(): () => Worker {
  const { href } = new URL('./stretch-worker.ts', import.meta.url);
  // The page requires Trusted Types; this policy trusts one address, ours, whatever it is asked.
  const policy =
    typeof trustedTypes === 'undefined'
      ? undefined
      : trustedTypes.createPolicy(policyName, { createScriptURL: () => href });
  return () => new Worker(policy?.createScriptURL(href) ?? href, { type: 'module', name: 'password' });
}
