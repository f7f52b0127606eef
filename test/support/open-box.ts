import type { Page } from 'playwright-core';

/** Long enough for the box to come, on a machine that does much else. */
const comesMs = 5_000;

/** Opens the chat box. It may open by itself, as it was left, at the very moment; then the launcher would close it again. */
export async function openBox(page: Page): Promise<void> {
  const field = page
    .getByRole('textbox', { name: 'Your message' })
    // In its place, for a visitor who is not let in.
    .or(page.getByRole('heading', { name: 'The chat is closed for now' }));
  const launcher = page.locator('button.launcher');
  await field.or(launcher).first().waitFor();
  while (!(await field.isVisible())) {
    await launcher.click();
    await field.waitFor({ timeout: comesMs }).catch(() => {});
  }
}
