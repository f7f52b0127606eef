import { ClosedEye } from './eye.tsx';

/** Stands where a value would be, had the visitor agreed to it. */
export function Veil({ reason, words = 'Not kept' }: { reason: string; words?: string }) {
  return (
    <span class="veil" title={reason}>
      <span class="veil-words">
        <ClosedEye /> <span aria-hidden="true">{words}</span>
        <span class="unseen">{reason}</span>
      </span>
    </span>
  );
}
