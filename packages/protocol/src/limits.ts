const day = 24 * 60 * 60 * 1000;

/** Every bound that a peer can run into, in one place. Lengths are UTF-16 code units, as `String.length` counts. */
export const limits = {
  /** A whole frame, in bytes; larger ones close the socket. */
  frameBytes: 64 * 1024,
  messageBodyLength: 4_000,
  displayNameLength: 80,
  pageUrlLength: 2_048,
  pageTitleLength: 300,
  /** Messages in one page of history, and the largest gap that is filled instead of replaced by a snapshot. */
  fetchMessages: 200,
  /** Messages in a snapshot; older ones are fetched on demand. */
  snapshotMessages: 50,
  /** Pages of a visitor that are kept, the newest. */
  trailPages: 50,
  /** Checks of a site, and their parts: conditions of a check with their groups, how deep groups nest, and what each holds. */
  checksPerSite: 30,
  checkConditions: 20,
  checkDepth: 5,
  checkActions: 5,
  checkPatterns: 20,
  checkPatternLength: 200,
  checkChoices: 6,
  checkQuestions: 12,
  checkTextLength: 400,
  /** All checks of a site as JSON. */
  checksLength: 20_000,
  /** Openings in a day, and days that are not as the week says. */
  openingSpans: 4,
  openingHolidays: 60,
  /** What a site may cap its prompts at, and so how many of a campaign a device remembers; and how far back caps look. */
  promptCap: 10,
  promptMemoryDays: 90,
  /** Chats that an agent's inbox is sent at once. */
  inboxChats: 200,
  /** Body characters that an inbox shows of a chat's last message. */
  previewLength: 120,
  /** How often the gateway repeats each stream's head, so that a silent loss heals (clause C5). */
  headIntervalMs: 20_000,
  /** How long a visitor can come back to a chat that has ended; on the device, since it was last used. */
  resumeWindowMs: day,
  /** After this long without an answer a request counts as unanswered and may be sent again. */
  answerTimeoutMs: 10_000,
  /** A typing notice is forgotten after this long without another. */
  typingTimeoutMs: 6_000,
} as const;
