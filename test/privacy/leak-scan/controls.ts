/** What is kept and sent by design. Whoever does not see these where they belong is not looking there. */
export const controls = {
  message: 'Does the blue teapot pour well, and is its lid safe?',
  reply: 'It does: not a drip, and the lid stays on.',
} as const;
