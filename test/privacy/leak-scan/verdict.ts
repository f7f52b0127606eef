import type { Canary } from './canaries.ts';
import type { Leak, Scanned } from './scan.ts';

export type Verdict = {
  /** Nothing was found, every place was really looked at, and what was planted was found. */
  readonly ok: boolean;
  readonly canaries: number;
  readonly places: number;
  readonly bytesScanned: number;
  readonly found: number;
  readonly findings: readonly Leak[];
  /** Places where what must be there was not seen, so that a leak might not be seen either. */
  readonly blind: readonly string[];
  /** Places where a leak was planted, one after the other, once they were known to be clean. */
  readonly planted: readonly string[];
  /** Those of them where it was not found. */
  readonly missed: readonly string[];
};

/** What the scan says, and what it says of itself. `proofs` are the scans after a leak was planted. */
export function judge(
  canaries: readonly Canary[],
  scanned: readonly Scanned[],
  proofs: readonly Scanned[] = [],
): Verdict {
  const findings = scanned.flatMap(({ leaks }) => leaks);
  const blind = scanned.filter(({ isBlind }) => isBlind).map(({ place }) => place);
  const missed = proofs.filter(({ leaks }) => leaks.length === 0).map(({ place }) => place);
  return {
    ok: findings.length === 0 && blind.length === 0 && missed.length === 0,
    canaries: new Set(canaries.map(({ value }) => value)).size,
    places: scanned.length,
    bytesScanned: scanned.reduce((sum, { bytes }) => sum + bytes, 0),
    found: findings.length,
    findings,
    blind,
    planted: proofs.map(({ place }) => place),
    missed,
  };
}
