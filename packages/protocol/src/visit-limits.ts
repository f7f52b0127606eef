/** Bounds of what is told of a visit. Apart from the schemas, so that browsers load them alone. */
export const visitLimits = {
  /** A look at one page is told to have lasted this long at most. */
  pageSeconds: 60 * 60,
  /** How often a page that is looked at says so. */
  beatMs: 2 * 60 * 1000,
  /** For how long it goes on saying so without anything done by the visitor. */
  attentionMs: 10 * 60 * 1000,
  /** A visitor of whom nothing was heard for this long is gone. */
  presenceMs: 5 * 60 * 1000,
  /** Visitors that a list of who is here holds, the newest. */
  liveVisitors: 1_000,
} as const;
