/** Files of a ticket: chosen, pasted, dropped and refused, seen, saved and removed. */
import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { z } from "zod";
import { AgentPage } from "#test/browser/pages/agent";
import type { Stage } from "#test/browser/parts/stage";
import { lookForBarriers } from "#test/harness/accessibility";
import { photographOnFailure } from "#test/harness/browser";

const ticketMade = z.object({ ticket: z.object({ id: z.string() }) });

/** A red dot. */
const PICTURE = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGP4z8DwHwAFAAH/q842iQAAAABJRU5ErkJggg==",
  "base64",
);
const WORDS = {
  en: {
    attached: "attached a file",
    removed: "removed a file",
    why: "This kind of file is not taken",
    name: "broken lid.png",
    drop: "Drop to attach",
  },
  "zh-CN": {
    attached: "添加了附件",
    removed: "删除了附件",
    why: "不支持此类文件",
    name: "破损的壶盖.png",
    drop: "松开即可添加",
  },
} as const;

export function attachmentsTests(stage: () => Stage): void {
  test.each(["en", "zh-CN"] as const)("a picture is attached, seen, saved and removed, in %s", async (locale) => {
    const { browser, server } = stage();
    const words = WORDS[locale];
    const agent = await AgentPage.signIn(browser, server, locale);
    const { page } = agent;
    photographOnFailure(`attachments-${locale}`, page);
    const made = await agent.context.request.post(`${server.url}/api/v1/tickets`, {
      headers: { origin: server.url },
      data: { clientId: crypto.randomUUID(), subject: "A lid", inboxId: "web" },
    });
    const { id } = ticketMade.parse(await made.json()).ticket;
    await page.goto(`${server.url}/console/tickets/${id}?view=all`);

    const [chooser] = await Promise.all([page.waitForEvent("filechooser"), page.getByTestId("attach").click()]);
    await chooser.setFiles({ name: words.name, mimeType: "image/png", buffer: PICTURE });
    const row = page.getByTestId("attachment").filter({ hasText: words.name });
    await row.waitFor();
    const width = `document.querySelector('[data-testid="attachment-picture"]')?.naturalWidth`;
    await expect.poll(() => page.evaluate(width)).toBe(1);
    const told = page.getByTestId("entry-attached");
    await told.filter({ hasText: words.attached }).filter({ hasText: words.name }).waitFor();

    const [download] = await Promise.all([page.waitForEvent("download"), row.getByTestId("attachment-save").click()]);
    expect(download.suggestedFilename()).toBe(words.name);
    expect(await readFile(await download.path())).toEqual(PICTURE);

    // What is in it counts, whatever it is called; it says so, and goes away.
    const [again] = await Promise.all([page.waitForEvent("filechooser"), page.getByTestId("attach").click()]);
    await again.setFiles({ name: "page.png", mimeType: "image/png", buffer: Buffer.from("<html><script></script>") });
    const failed = page.getByTestId("upload-failed").filter({ hasText: words.why });
    await failed.waitFor();
    const { grave } = await lookForBarriers(page, "body");
    expect(grave).toEqual([]);
    await failed.getByTestId("upload-drop").click();
    await failed.waitFor({ state: "detached" });

    await page.evaluate(`{
      const data = new DataTransfer();
      data.items.add(new File(["a,b\\n1,2\\n"], "table.csv"));
      document.body.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true }));
    }`);
    await page.getByTestId("attachment").filter({ hasText: "table.csv" }).waitFor();

    // Held over the page it says so; let go, it is attached, wherever on the page that was.
    const drag = (type: string) =>
      page.evaluate(`{
        const data = new DataTransfer();
        data.items.add(new File(["c,d\\n3,4\\n"], "dropped.csv"));
        const event = new DragEvent(${JSON.stringify(type)}, { dataTransfer: data, bubbles: true, cancelable: true });
        document.querySelector('[data-testid="ticket-title"]').dispatchEvent(event);
      }`);
    await drag("dragover");
    await page.getByText(words.drop).waitFor();
    await drag("drop");
    await page.getByText(words.drop).waitFor({ state: "detached" });
    await page.getByTestId("attachment").filter({ hasText: "dropped.csv" }).waitFor();
    await told.filter({ hasText: "dropped.csv" }).waitFor();

    await row.getByTestId("attachment-remove").click();
    await page.getByTestId("confirm").click();
    await row.waitFor({ state: "detached" });
    await page.getByTestId("entry-detached").filter({ hasText: words.removed }).waitFor();
    await agent.context.close();
  });
}
