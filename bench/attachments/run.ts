/**
 * `npm run bench:attachments`: files of 20 MB up and down, one after the other and four at once, through the API of a server of
 * its own, and the most memory that the worker's processes had meanwhile.
 */
import { randomBytes } from "node:crypto";
import { loadavg } from "node:os";
import { z } from "zod";
import { ownWorkers, residentMib } from "#bench/attachments/memory";
import { MAX_ATTACHMENT_BYTES } from "#protocol/attachment-constants";
import { attachmentAnswer } from "#protocol/http-attachments";
import { endlessPng } from "#test/harness/media";
import { signIn } from "#test/harness/people";
import { newInstance, startServer } from "#test/harness/server";

const FILES = 12;
const AT_ONCE = 4;
const SAMPLED_EVERY_MS = 20;
const MIB = 1024 * 1024;

const ticketMade = z.object({ ticket: z.object({ id: z.string() }) });
const picture = randomBytes(MAX_ATTACHMENT_BYTES);
picture.set(endlessPng());

const instance = await newInstance();
const server = await startServer(instance);
try {
  const headers = { ...(await signIn(server, "agent")), origin: server.url };
  const workers = ownWorkers();

  const newTicket = async (): Promise<string> => {
    const body = JSON.stringify({ clientId: crypto.randomUUID(), subject: "Files", inboxId: "web" });
    const made = await fetch(`${server.url}/api/v1/tickets`, {
      method: "POST",
      headers: { ...headers, "content-type": "application/json" },
      body,
    });
    return ticketMade.parse(await made.json()).ticket.id;
  };
  const send = async (path: string): Promise<string> => {
    const answer = await fetch(`${path}?clientId=${crypto.randomUUID()}`, {
      method: "POST",
      headers: { ...headers, "x-file-name": "picture.png" },
      body: picture,
    });
    if (answer.status !== 201) throw new Error(`answered ${answer.status}: ${await answer.text()}`);
    return attachmentAnswer.parse(await answer.json()).attachment.id;
  };
  const get = async (path: string): Promise<void> => {
    const bytes = Buffer.from(await (await fetch(path, { headers })).arrayBuffer());
    if (!bytes.equals(picture)) throw new Error("it came back as something else");
  };

  const measure = async (what: string, atOnce: number, works: readonly (() => Promise<unknown>)[]) => {
    const before = residentMib(workers);
    let most = before;
    const sampling = setInterval(() => {
      most = Math.max(most, residentMib(workers));
    }, SAMPLED_EVERY_MS);
    const beganMs = performance.now();
    const left = [...works];
    const one = async () => {
      for (let work = left.shift(); work !== undefined; work = left.shift()) await work();
    };
    await Promise.all(Array.from({ length: atOnce }, one));
    const seconds = (performance.now() - beganMs) / 1_000;
    clearInterval(sampling);
    const rate = (works.length * MAX_ATTACHMENT_BYTES) / MIB / seconds;
    const each = (seconds * 1_000 * atOnce) / works.length;
    console.info(`| ${what} | ${rate.toFixed(0)} | ${each.toFixed(0)} | ${before.toFixed(0)} | ${most.toFixed(0)} |`);
  };

  console.info(
    "| 20 MB each | MB a second | ms a file | MB before | MB at most |\n| --- | ---: | ---: | ---: | ---: |",
  );
  for (const atOnce of [1, AT_ONCE]) {
    const path = `${server.url}/api/v1/tickets/${await newTicket()}/attachments`;
    const ids: string[] = [];
    const many = Array.from({ length: FILES }, (_, nth) => nth);
    await measure(
      `up, ${atOnce} at once`,
      atOnce,
      many.map(() => async () => void ids.push(await send(path))),
    );
    await measure(
      `down, ${atOnce} at once`,
      atOnce,
      many.map((nth) => () => get(`${path}/${ids[nth] ?? ""}`)),
    );
  }
  const load = loadavg().map((each) => each.toFixed(1));
  console.info(`\nload of the machine: ${load.join(", ")}`);
} finally {
  await server.killGroup();
  instance.remove();
}
