import type { ActionKind, CheckAction, CheckFault } from '@handlr/protocol';

const opposites: readonly (readonly [ActionKind, ActionKind, string])[] = [
  ['hide', 'open', 'The box cannot be hidden and opened.'],
  ['hide', 'prompt', 'A prompt needs the launcher that is hidden.'],
  ['hide', 'ask', 'Nobody is asked anything in a box that is hidden.'],
  ['hide', 'offline-form', 'The form stands in the box that is hidden.'],
  ['offline-form', 'ask', 'Questions come before a chat, and the form takes its place.'],
];

/** CHK19 */
export function findActionFaults(then: readonly CheckAction[], path: string): CheckFault[] {
  return then.flatMap((action, at) => {
    const before = then.slice(0, at);
    const place = `${path}[${at}]`;
    if (before.some((earlier) => earlier.do === action.do)) {
      return [{ path: place, text: `“${action.do}” stands here twice.`, suggestion: 'Take one of them out.' }];
    }
    const undone = opposites.find(
      ([one, other]) =>
        (action.do === one && before.some((earlier) => earlier.do === other)) ||
        (action.do === other && before.some((earlier) => earlier.do === one)),
    );
    const faults = undone === undefined ? [] : [{ path: place, text: undone[2], suggestion: 'Make two checks of it.' }];
    return [...faults, ...(action.do === 'prompt' ? findLabelFaults(action.choices ?? [], `${place}.choices`) : [])];
  });
}

/** What was pressed is told by its label. */
export function findLabelFaults(choices: readonly { readonly label: string }[], path: string): CheckFault[] {
  return choices.flatMap(({ label }, at) => {
    if (choices.findIndex((choice) => choice.label === label) === at) return [];
    return [
      { path: `${path}[${at}].label`, text: `“${label}” stands here twice.`, suggestion: 'Say it in other words.' },
    ];
  });
}
