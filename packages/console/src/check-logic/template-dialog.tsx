import { Dialog } from '../look/dialog.tsx';
import { templates } from './templates.ts';

type Props = { readonly onClose: () => void; readonly onPick: (template: (typeof templates)[number] | null) => void };

export function TemplateDialog({ onClose, onPick }: Props) {
  return (
    <Dialog labelledBy="template-title" onClose={onClose}>
      <h2 id="template-title" class="dialog-title">
        Add a check
      </h2>
      <ul class="template-list">
        {templates.map((template) => (
          <li key={template.name}>
            <button type="button" class="template" onClick={() => onPick(template)}>
              <span class="template-name">{template.name}</span>
              <span class="check-hint">{template.about}</span>
            </button>
          </li>
        ))}
        <li>
          <button type="button" class="template" onClick={() => onPick(null)}>
            <span class="template-name">Begin with nothing</span>
            <span class="check-hint">One condition and one action, to be made into anything.</span>
          </button>
        </li>
      </ul>
      <div class="dialog-actions">
        <button type="button" class="button" onClick={onClose}>
          Cancel
        </button>
      </div>
    </Dialog>
  );
}
