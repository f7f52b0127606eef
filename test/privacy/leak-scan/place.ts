/** What sort of place it is: a canary may be at home in one, and be a leak in every other. */
export type PlaceKind =
  | 'store'
  | 'keys'
  | 'log'
  | 'greeting'
  | 'temporary'
  | 'memory'
  | 'answers'
  | 'to-visitors'
  | 'from-visitors'
  | 'to-agents'
  | 'visitor-storages'
  | 'visitor-profile'
  | 'agent-storages'
  | 'agent-profile';

/** Somewhere that bytes stay. What is not a file by nature, such as a wire, was written down into one. */
export type Place = {
  /** As `--plant` and the report call it. */
  readonly name: string;
  readonly kind: PlaceKind;
  /** Paths of its files, as they are now. */
  files(): Promise<readonly string[]>;
  /** What stands there if it is the right place, and whole; a scan that does not see it looked past. Null: it may be empty. */
  readonly witness: string | null;
  /** Forms of fewer bytes would be found by chance, in a place of so many. */
  readonly fewestBytes: number;
  /** Puts a leak where one would be. */
  plant(leak: Buffer): Promise<void>;
};

/** All forms of an address, down to the four bytes that IPv4 is. */
export const everyForm = 4;

/** In tens of megabytes that are not ours, four random bytes of some address do stand: eight do not. */
export const longForms = 8;
