/**
 * V8 keeps the last text that any regular expression matched, for the old `RegExp.input`, until the next one matches: a visitor's
 * address or capability could outlive their connection so. This gives it an empty text to keep.
 */
export function forgetLastMatch(): void {
  /(?:)/.test('');
}
