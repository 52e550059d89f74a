/** Files of a ticket: chosen, pasted, dropped and refused, seen, saved and removed. */
import { readFile } from "node:fs/promises";
import { deflateSync } from "node:zlib";
import { expect, test } from "vitest";
import { z } from "zod";
import { AgentPage } from "#test/browser/pages/agent";
import type { Stage } from "#test/browser/parts/stage";
import { lookForBarriers } from "#test/harness/accessibility";
import { photographOnFailure } from "#test/harness/browser";
import {
  GIF_IMAGE,
  gif,
  gifApplication,
  gifParts,
  joined,
  png,
  pngChunk,
  riff,
  riffChunk,
  SECRET,
  TIFF,
  zeros,
} from "#test/harness/media";

const attached = z.object({ attachment: z.object({ id: z.string() }) });
const opened = z.object({ sides: z.array(z.number()), text: z.string() });
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

  test("pictures still open, turned as they were, when what they tell of place and time is gone", async () => {
    const { browser, server } = stage();
    const agent = await AgentPage.signIn(browser, server, "en");
    const { page } = agent;
    const { request } = agent.context;
    const headers = { origin: server.url };
    const made = await request.post(`${server.url}/api/v1/tickets`, {
      headers,
      data: { clientId: crypto.randomUUID(), subject: "A lid", inboxId: "web" },
    });
    const { id } = ticketMade.parse(await made.json()).ticket;
    // Two by one, until it is turned.
    const drawn = z.string().parse(
      await page.evaluate(`(() => {
        const canvas = document.createElement("canvas");
        [canvas.width, canvas.height] = [2, 1];
        canvas.getContext("2d").fillRect(0, 0, 1, 1);
        return canvas.toDataURL("image/webp").split(",")[1];
      })()`),
    );
    const bits = new Uint8Array(Buffer.from(drawn, "base64").subarray(12));
    // Its features come first, which there are more of from now on.
    expect(Buffer.from(bits.subarray(0, 4)).toString()).toBe("VP8X");
    bits[8] = (bits[8] ?? 0) | 0x0c;
    const told = [pngChunk("eXIf", TIFF), pngChunk("tEXt", `Comment\0${SECRET}`), pngChunk("tIME", zeros(7))];
    const comment = joined([0x21, 0xfe], gifParts(SECRET));
    const files = [
      { name: "a.png", sides: [1, 2], file: png(2, 1, deflateSync(Uint8Array.of(0, 9, 9, 9, 5, 5, 5)), ...told) },
      {
        name: "a.webp",
        sides: [2, 1],
        file: riff("WEBP", bits, riffChunk("EXIF", TIFF), riffChunk("XMP ", SECRET), riffChunk("quil", SECRET)),
      },
      { name: "a.gif", sides: [1, 1], file: gif(gifApplication("XMP DataXMP", SECRET), comment, GIF_IMAGE, comment) },
    ];
    for (const { name, sides, file } of files) {
      const sent = await request.post(
        `${server.url}/api/v1/tickets/${id}/attachments?clientId=${crypto.randomUUID()}`,
        {
          headers: { ...headers, "x-file-name": name },
          data: Buffer.from(file),
        },
      );
      const { attachment } = attached.parse(await sent.json());
      const path = `/api/v1/tickets/${id}/attachments/${attachment.id}`;
      const found = opened.parse(
        await page.evaluate(`(async () => {
          const blob = await (await fetch(${JSON.stringify(path)})).blob();
          const picture = await createImageBitmap(blob);
          const text = new TextDecoder("latin1").decode(await blob.arrayBuffer());
          return { sides: [picture.width, picture.height], text };
        })()`),
      );
      expect({ name, sides: found.sides }).toEqual({ name, sides });
      expect(found.text).not.toContain("39.9042");
    }
    await agent.context.close();
  });
}
