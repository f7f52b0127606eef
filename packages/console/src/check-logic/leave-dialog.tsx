import { Dialog } from '../look/dialog.tsx';

type Props = { readonly siteName: string; readonly onStay: () => void; readonly onLeave: () => void };

export function LeaveDialog({ siteName, onStay, onLeave }: Props) {
  return (
    <Dialog labelledBy="leave-title" class="dialog-small" onClose={onStay}>
      <h2 id="leave-title" class="dialog-title">
        Leave without saving?
      </h2>
      <p class="dialog-text">What you changed in the checks of {siteName} is not saved and would be gone.</p>
      <div class="dialog-actions">
        <button type="button" class="button" onClick={onStay}>
          Stay
        </button>
        <button type="button" class="button button-danger" onClick={onLeave}>
          Leave
        </button>
      </div>
    </Dialog>
  );
}
