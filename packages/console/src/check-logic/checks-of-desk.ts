import type { Desk } from '../workspace/desk.ts';
import { type ChecksEditor, createChecksEditor } from './checks-editor.ts';

const editors = new WeakMap<Desk, ChecksEditor>();

/** One editor for as long as an agent is signed in, so that what is unsaved outlives a look at another screen. */
export function checksEditorOf(desk: Desk): ChecksEditor {
  const known = editors.get(desk);
  if (known !== undefined) return known;
  const editor = createChecksEditor(desk.request);
  editors.set(desk, editor);
  return editor;
}
