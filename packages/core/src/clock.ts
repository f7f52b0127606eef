/** Milliseconds since 1970. Machines are given the time with each event; shells ask a clock. */
export interface Clock {
  nowMs(): number;
}
