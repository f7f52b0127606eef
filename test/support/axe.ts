import axeCore from 'axe-core';
import type { Page } from 'playwright-core';

export type AxeViolation = {
  readonly rule: string;
  readonly impact: string;
  readonly help: string;
  readonly targets: readonly string[];
};

/** Runs every rule of axe on the page as it stands, open shadow roots included, and returns what it finds. */
export async function runAxe(page: Page): Promise<AxeViolation[]> {
  // Evaluated rather than added as a script, which the page's own policy would refuse.
  await page.evaluate(axeCore.source);
  return page.evaluate(async () => {
    const { violations } = await globalThis.axe.run(document, { resultTypes: ['violations'] });
    return violations.map(({ id, impact, help, nodes }) => ({
      rule: id,
      impact: impact ?? 'unknown',
      help,
      targets: nodes.map(({ target, failureSummary }) => `${JSON.stringify(target)} ${failureSummary ?? ''}`),
    }));
  });
}

declare global {
  var axe: typeof axeCore;
}
