import { readChecks } from '@handlr/core';
import type { Check, CheckFault, PromptPolicy, ReplyOf, SiteChecks } from '@handlr/protocol';
import type { AgentRequests } from '@handlr/protocol';
import { batch, computed, type ReadonlySignal, signal } from '@preact/signals';
import type { AgentRequest } from '../transport/transport.ts';
import { beginHistory, edit, type EditHistory, redo, undo } from './edit-history.ts';

export type EditableSite = ReplyOf<AgentRequests['checks:sites']>[number];

/** `conflict`: somebody else saved since it was read. */
export type EditorStatus = 'loading' | 'failed' | 'ready' | 'saving' | 'saved' | 'not-saved' | 'conflict';

/** The checks of one site at a time, with what was changed and not saved; in memory only, for as long as the agent is signed in. */
export interface ChecksEditor {
  readonly sites: ReadonlySignal<readonly EditableSite[] | null>;
  readonly site: ReadonlySignal<EditableSite | null>;
  readonly status: ReadonlySignal<EditorStatus>;
  readonly draft: ReadonlySignal<SiteChecks>;
  readonly isChanged: ReadonlySignal<boolean>;
  /** By the very rules by which the gateway will read it. */
  readonly faults: ReadonlySignal<readonly CheckFault[]>;
  readonly canUndo: ReadonlySignal<boolean>;
  readonly canRedo: ReadonlySignal<boolean>;
  /** The check that is looked at; null: none; `openingId`, `promptsId`: what these name. */
  readonly selected: ReadonlySignal<string | null>;
  open(siteId?: string): Promise<void>;
  select(id: string | null): void;
  change(next: SiteChecks, field?: string): void;
  changeCheck(at: number, next: Check, field?: string): void;
  undo(): void;
  redo(): void;
  /** Forgets what was changed, and reads anew. */
  discard(): Promise<void>;
  save(): Promise<void>;
}

const nothing: SiteChecks = { checks: [] };

export const openingId = 'opening hours';
export const promptsId = 'automatic prompts';

export function createChecksEditor(request: AgentRequest): ChecksEditor {
  const sites = signal<readonly EditableSite[] | null>(null);
  const site = signal<EditableSite | null>(null);
  const status = signal<EditorStatus>('loading');
  const history = signal<EditHistory<SiteChecks>>(beginHistory(nothing));
  const saved = signal({ revision: 0, text: JSON.stringify(nothing) });
  const selected = signal<string | null>(null);

  const draft = computed(() => history.value.present);
  const isChanged = computed(() => JSON.stringify(draft.value) !== saved.value.text);
  const faults = computed(() => {
    // What is left out of a form is not there.
    const found = readChecks(JSON.parse(JSON.stringify(draft.value)));
    return found.ok ? [] : found.faults;
  });

  async function open(siteId?: string): Promise<void> {
    status.value = 'loading';
    const found = await request('checks:sites', {});
    if (!found.ok) return void (status.value = 'failed');
    const wanted = found.value.find((each) => each.siteId === siteId) ?? found.value[0] ?? null;
    sites.value = found.value;
    if (wanted === null) return void (status.value = 'ready');
    const answer = await request('checks:show', { siteId: wanted.siteId });
    if (!answer.ok) return void (status.value = 'failed');
    const { revision, checks } = answer.value;
    batch(() => {
      site.value = wanted;
      saved.value = { revision, text: JSON.stringify(checks) };
      history.value = beginHistory(checks);
      if (!checks.checks.some(({ id }) => id === selected.peek())) selected.value = checks.checks[0]?.id ?? null;
      status.value = 'ready';
    });
  }

  async function save(): Promise<void> {
    const at = site.peek();
    if (at === null || faults.peek().length > 0 || status.peek() === 'saving') return;
    const checks = draft.peek();
    status.value = 'saving';
    const answer = await request('checks:save', { siteId: at.siteId, revision: saved.peek().revision, checks });
    if (answer.ok && answer.value.faults.length === 0) {
      batch(() => {
        saved.value = { revision: answer.value.revision, text: JSON.stringify(checks) };
        status.value = 'saved';
      });
    } else status.value = !answer.ok && answer.error.code === 'conflict' ? 'conflict' : 'not-saved';
  }

  function change(next: SiteChecks, field?: string): void {
    batch(() => {
      history.value = edit(history.peek(), next, field ?? null);
      if (status.peek() === 'saved') status.value = 'ready';
    });
  }

  return {
    sites,
    site,
    status,
    draft,
    isChanged,
    faults,
    canUndo: computed(() => history.value.past.length > 0),
    canRedo: computed(() => history.value.future.length > 0),
    selected,
    open,
    select: (id) => void (selected.value = id),
    change,
    changeCheck(at, next, field) {
      const { checks, ...rest } = draft.peek();
      change({ ...rest, checks: checks.map((check, index) => (index === at ? next : check)) }, field);
    },
    undo: () => void (history.value = undo(history.peek())),
    redo: () => void (history.value = redo(history.peek())),
    discard: () => open(site.peek()?.siteId),
    save,
  };
}

/** Undefined: as the defaults have it. */
export function withPrompts({ prompts: _prompts, ...rest }: SiteChecks, prompts: PromptPolicy | undefined): SiteChecks {
  return { ...rest, ...(prompts && { prompts }) };
}
