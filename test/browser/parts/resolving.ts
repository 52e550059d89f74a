/** Resolving something as an agent does: with the category of its closing note. */
import type { Page } from "playwright-core";

/** @param button that opens the dialog */
export async function resolveBy(page: Page, button: string, category = "other", note?: string): Promise<void> {
  await page.getByTestId(button).click();
  await page.getByTestId(`closing-${category}`).check();
  if (note !== undefined) await page.getByTestId("closing-note").fill(note);
  await page.getByTestId("closing-submit").click();
}
