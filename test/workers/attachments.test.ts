/** Files of tickets over HTTP: taken by what is in them, at rest unreadable, had by those who see the ticket, and gone with it. */
import { env } from "cloudflare:workers";
import { afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { CHUNK_BYTES, sealedSizeOf } from "#domain/attachments/chunked-cipher";
import { ORPHAN_AFTER_MS } from "#domain/attachments/sweep";
import { database } from "#domain/database";
import { openedTicket } from "#domain/tickets/record";
import { MAX_ATTACHMENT_BYTES, MAX_ATTACHMENTS } from "#protocol/attachment-constants";
import { type Attachment, attachmentAnswer, attachmentList } from "#protocol/http-attachments";
import { privacyRequest } from "#protocol/http-privacy";
import { type Ticket, ticketEntryPage } from "#protocol/http-tickets";
import { heic } from "#test/harness/heic";
import {
  box,
  endlessPng,
  freed,
  GIF_IMAGE,
  gif,
  gifParts,
  joined,
  png,
  pngChunk,
  pngOfBytes,
  riff,
  riffChunk,
  SECRET,
  TIFF,
  zeros,
} from "#test/harness/media";
import { begin } from "#test/workers/begin";
import { askExport, erase, settled } from "#test/workers/privacy-requests";
import { NO_ID } from "#test/workers/sample";
import { call, loginOf, ORIGIN, openShop, post, signIn } from "#test/workers/shop";
import { auditOf, type Headers, idOf, verdictOf } from "#test/workers/staff";
import { attachmentObjects } from "#worker/adapters/attachment-objects";
import { takeIn } from "#worker/attachments/take-in";
import { secretsOf } from "#worker/environment";
import { sweepAttachments } from "#worker/jobs/sweep-attachments";

let agent: Headers;
let other: Headers;
let lead: Headers;
let admin: Headers;
let agentId: string;

beforeAll(async () => {
  const { logins } = await openShop();
  const agents = logins.filter(({ role }) => role === "agent");
  const as = async (login: (typeof logins)[number] | undefined) => {
    if (login === undefined) throw new Error("the demo has two agents at least");
    return { cookie: await signIn(login), origin: ORIGIN };
  };
  [agent, other, lead, admin] = await Promise.all([
    as(agents[0]),
    as(agents[1]),
    as(loginOf(logins, "supervisor")),
    as(loginOf(logins, "admin")),
  ]);
  agentId = await idOf(agent);
}, 60_000);
afterEach(() => vi.restoreAllMocks());

let lastClientId = 0;
function nextId(): string {
  lastClientId += 1;
  return `f${lastClientId}`;
}

async function newTicket(more: object = { inboxId: "web" }): Promise<Ticket> {
  const body = { clientId: nextId(), subject: "The kettle leaks", ...more };
  const answer = await post("/api/v1/tickets", body, agent);
  return (await answer.json<{ ticket: Ticket }>()).ticket;
}

const latin = (text: string) => Uint8Array.from(text, (char) => char.charCodeAt(0));
/** A picture of this size, with words in it that nobody may find at rest. */
function picture(bytes = 500): Uint8Array<ArrayBuffer> {
  const words = "quillmarrow-secret";
  return pngOfBytes(bytes, (at) => (at < words.length ? words.charCodeAt(at) : at * 7 + (at >> 9)));
}
/** The beginning of one that does not end. */
function endless(bytes: number): Uint8Array<ArrayBuffer> {
  const piece = new Uint8Array(bytes);
  piece.set(endlessPng());
  return piece;
}

/** What a file tells of place and time, and what is left of it. */
const TOLD: readonly (readonly [name: string, told: Uint8Array<ArrayBuffer>, own: Uint8Array<ArrayBuffer>])[] = (() => {
  const film = (told: Uint8Array) => joined(box("ftyp", "isom"), box("mdat", "frames"), box("moov", told));
  const udta = box("udta", SECRET);
  const tile = { type: "hvc1", content: "tile" };
  const list = riffChunk("LIST", SECRET);
  const sound = (told: Uint8Array) => riff("WAVE", told, riffChunk("data", "sound"));
  const shown = (flags: number, xmp: Uint8Array) =>
    riff("WEBP", riffChunk("VP8X", joined([flags], zeros(9))), riffChunk("VP8L", "bits"), xmp);
  return [
    ["a.png", png(1, 1, "bits", pngChunk("tEXt", SECRET), pngChunk("zTXt", TIFF)), png(1, 1, "bits")],
    ["a.gif", gif(joined([0x21, 0xfe], gifParts(SECRET)), GIF_IMAGE), gif(GIF_IMAGE)],
    ["a.webp", shown(4, riffChunk("XMP ", SECRET)), shown(0, riffChunk("JUNK", zeros(SECRET.length)))],
    [
      "a.heic",
      heic([tile, { type: "Exif", content: TIFF }]),
      heic([tile, { type: "Exif", content: zeros(TIFF.length) }]),
    ],
    ["a.mp4", film(udta), film(freed(udta))],
    ["a.wav", sound(list), sound(riffChunk("JUNK", zeros(SECRET.length)))],
  ];
})();

interface Sent {
  readonly name?: string;
  readonly clientId?: string;
  readonly as?: Headers;
}
function send(ticketId: string, body: BodyInit, { name = "picture.png", clientId = nextId(), as = agent }: Sent = {}) {
  const headers = { ...as, "x-file-name": encodeURIComponent(name), "content-type": "application/octet-stream" };
  return call(`/api/v1/tickets/${ticketId}/attachments?clientId=${clientId}`, { method: "POST", headers, body });
}
async function attach(ticketId: string, body: BodyInit = picture(), sent: Sent = {}): Promise<Attachment> {
  const answer = await send(ticketId, body, sent);
  expect(answer.status).toBe(201);
  return attachmentAnswer.parse(await answer.json()).attachment;
}
const pathOf = ({ id, ticketId }: Attachment) => `/api/v1/tickets/${ticketId}/attachments/${id}`;
const get = (one: Attachment, as = agent, query = "") => call(pathOf(one) + query, { headers: as });
const remove = (one: Attachment, as = agent) => call(pathOf(one), { method: "DELETE", headers: as });
async function listed(ticketId: string, as = agent): Promise<Attachment[]> {
  const answer = await call(`/api/v1/tickets/${ticketId}/attachments`, { headers: as });
  return attachmentList.parse(await answer.json()).items;
}
async function entriesOf(ticketId: string) {
  const answer = await call(`/api/v1/tickets/${ticketId}/entries`, { headers: agent });
  return ticketEntryPage.parse(await answer.json()).items;
}
const objectsOf = async (ticketId: string) =>
  (await env.FILES.list({ prefix: `attachments/ticket/${ticketId}/` })).objects.map(({ key }) => key);
const objectOf = ({ id, ticketId }: Attachment) => `attachments/ticket/${ticketId}/${id}`;
async function sealedOf(one: Attachment): Promise<Uint8Array> {
  const found = await env.FILES.get(objectOf(one));
  if (found === null) throw new Error("there is no such object");
  return new Uint8Array(await found.arrayBuffer());
}

describe("a file", () => {
  it("comes back as it went, told of in the time line and the audit log, and at rest nobody reads it", async () => {
    const { id } = await newTicket();
    const one = await attach(id, picture(300_000), { name: "水壶 broken.png" });
    expect(one).toMatchObject({
      ticketId: id,
      name: "水壶 broken.png",
      type: "image/png",
      sizeBytes: 300_000,
      by: agentId,
    });
    expect(await listed(id, other)).toEqual([one]);
    const answer = await get(one, other);
    expect([...answer.headers].filter(([name]) => /^(content-(type|dis|sec)|x-content|cache)/.test(name))).toEqual([
      ["cache-control", "private, no-store"],
      ["content-disposition", "attachment; filename*=UTF-8''%E6%B0%B4%E5%A3%B6%20broken.png"],
      ["content-security-policy", "default-src 'none'; frame-ancestors 'none'; sandbox"],
      ["content-type", "image/png"],
      ["x-content-type-options", "nosniff"],
    ]);
    expect(new Uint8Array(await answer.arrayBuffer())).toEqual(picture(300_000));

    expect((await entriesOf(id))[0]).toMatchObject({
      kind: "attached",
      by: agentId,
      changes: [{ field: "attachment", to: "水壶 broken.png" }],
    });
    const audit = (await auditOf("ticket.attached")).at(-1);
    expect(audit).toMatchObject({ actor: agentId, subject: `ticket:${id}` });
    expect(JSON.stringify(audit)).not.toContain("水壶");

    const sealed = Buffer.from(await sealedOf(one)).toString("latin1");
    expect(sealed).not.toContain("PNG");
    expect(sealed).not.toContain("quillmarrow");
    const { results } = await env.DB.prepare("SELECT * FROM attachments, ticket_entries").all();
    const kept = Buffer.from(
      JSON.stringify(results, (_, value) =>
        Array.isArray(value) && typeof value[0] === "number" ? Buffer.from(value).toString() : value,
      ),
    );
    expect(kept.toString()).not.toContain("broken");
  });

  it("is shown in its place if it is a picture, and only if that is asked for", async () => {
    const { id } = await newTicket();
    const one = await attach(id);
    const pdf = await attach(id, latin("%PDF-1.7\n"), { name: "a.pdf" });
    const shown = async (of: Attachment, query: string) => {
      const answer = await get(of, agent, query);
      await answer.body?.cancel();
      return answer.headers.get("content-disposition")?.split(";")[0];
    };
    expect(await shown(one, "?inline=true")).toBe("inline");
    expect(await shown(one, "")).toBe("attachment");
    expect(await shown(pdf, "?inline=true")).toBe("attachment");
  });

  it("of several parts comes back as it went", async () => {
    const { id } = await newTicket();
    const large = picture(12 * 1024 * 1024 + 17);
    const one = await attach(id, large);
    const back = new Uint8Array(await (await get(one)).arrayBuffer());
    expect(Buffer.compare(back, large)).toBe(0);
  });

  it("that is sent twice is there once, also at the same time", async () => {
    const { id } = await newTicket();
    const clientId = nextId();
    const answers = await Promise.all([1, 2, 3].map(() => send(id, picture(), { clientId })));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 201]);
    const again = await send(id, picture(), { clientId });
    expect(again.status).toBe(200);
    const items = await listed(id);
    expect(items).toHaveLength(1);
    expect(attachmentAnswer.parse(await again.json()).attachment).toEqual(items[0]);
    expect(await objectsOf(id)).toHaveLength(1);
    expect((await entriesOf(id)).filter(({ kind }) => kind === "attached")).toHaveLength(1);
  });

  it("loses the place where a picture was taken", async () => {
    const { id } = await newTicket();
    const exif = latin("Exif\0\0II\x2a\0\x08\0\0\0\0\0GPS 39.9042 116.4074");
    const taken = new Uint8Array([
      ...[0xff, 0xd8, 0xff, 0xe1, 0, exif.length + 2, ...exif],
      ...[0xff, 0xda, 0, 4, 1, 1, 0x55, 0x66, 0xff, 0xd9],
    ]);
    const one = await attach(id, taken, { name: "a.jpg" });
    expect(one.sizeBytes).toBe(taken.length - exif.length - 4);
    const back = await (await get(one)).arrayBuffer();
    expect(Buffer.from(back).toString("latin1")).not.toContain("GPS");
  });

  it.each(TOLD)("named %s is kept and handed out without what it says of place and time", async (name, told, own) => {
    const { id } = await newTicket();
    const one = await attach(id, told, { name });
    expect(one.sizeBytes).toBe(own.length);
    const back = new Uint8Array(await (await get(one)).arrayBuffer());
    expect(back).toEqual(own);
    expect(Buffer.from(told).toString("latin1")).toContain(SECRET);
    expect(Buffer.from(back).toString("latin1")).not.toContain("39.9042");
    // At rest is what is handed out, sealed.
    expect((await sealedOf(one)).length).toBe(sealedSizeOf(own.length));
  });
});

describe("a file is refused", () => {
  const refused = async (body: BodyInit, sent: Sent = {}) => {
    const { id } = await newTicket();
    const verdict = await verdictOf(await send(id, body, sent));
    expect(await objectsOf(id)).toEqual([]);
    expect(await listed(id)).toEqual([]);
    return verdict;
  };

  it("by what is in it, whatever it is called", async () => {
    expect(await refused(latin("MZ\x90\0program"))).toEqual([400, "type_not_taken"]);
    expect(await refused("<!doctype html><script>alert(1)</script>", { name: "a.txt" })).toEqual([
      400,
      "type_not_taken",
    ]);
    expect(await refused('<svg onload="alert(1)"/>', { name: "a.txt" })).toEqual([400, "type_not_taken"]);
    expect(await refused(picture(), { name: "a.jpg" })).toEqual([400, "extension_wrong"]);
    expect(await refused("words", { name: "a.csv.exe" })).toEqual([400, "type_not_taken"]);
    expect(await refused("words", { name: "noending" })).toEqual([400, "type_not_taken"]);
    expect(await refused("")).toEqual([400, "file_empty"]);
    expect(await refused(picture(), { name: "///" })).toEqual([400, "file_name_unfit"]);
  });

  it("with a name that cannot be read, or with none", async () => {
    const { id } = await newTicket();
    const path = `/api/v1/tickets/${id}/attachments?clientId=${nextId()}`;
    const at = (headers: Headers) =>
      call(path, { method: "POST", headers: { ...agent, ...headers }, body: picture() }).then(verdictOf);
    expect(await at({})).toEqual([400, "malformed"]);
    expect(await at({ "x-file-name": "%E6%B0" })).toEqual([400, "file_name_unfit"]);
    expect(await at({ "x-file-name": "x".repeat(2_000) })).toEqual([400, "malformed"]);
  });

  it("over 20 MB, as it says so or as it turns out, and nothing of it stays", async () => {
    expect(await refused(endless(MAX_ATTACHMENT_BYTES + 1))).toEqual([413, "file_too_large"]);
    let sent = 0;
    const stream = new ReadableStream<Uint8Array>({
      pull(controller) {
        const piece = sent === 0 ? endless(512 * 1024) : new Uint8Array(512 * 1024);
        sent += piece.length;
        controller.enqueue(piece);
      },
    });
    expect(await refused(stream)).toEqual([413, "file_too_large"]);
    expect(sent).toBeLessThan(2 * MAX_ATTACHMENT_BYTES);
  });

  it("when it is cut off on its way", async () => {
    const { id } = await newTicket();
    const db = database(env.DB);
    const ticket = await openedTicket(db, secretsOf(env).keyRing, id);
    if (!ticket.ok) throw new Error(ticket.failure);
    const edit = { auditor: { type: "agent", id: agentId }, nowMs: Date.now() } as const;
    const take = (file: { body: ReadableStream<Uint8Array>; announcedBytes: number }) =>
      takeIn(db, attachmentObjects(env), ticket.value, { clientId: nextId(), encodedName: "a.png", ...file }, edit);
    const pieces = (count: number, end: (controller: ReadableStreamDefaultController<Uint8Array>) => void) => {
      let sent = 0;
      return new ReadableStream<Uint8Array>({
        pull(controller) {
          sent += 1;
          if (sent > count) end(controller);
          else controller.enqueue(endless(512 * 1024));
        },
      });
    };
    // Within the first part of an upload, and after it.
    for (const count of [1, 20]) {
      const lost = pieces(count, (controller) => controller.error(new Error("gone")));
      expect(await take({ body: lost, announcedBytes: Number.NaN })).toEqual({ ok: false, failure: "malformed" });
      const short = pieces(count, (controller) => controller.close());
      expect(await take({ body: short, announcedBytes: 15_000_000 })).toEqual({ ok: false, failure: "malformed" });
    }
    expect(await objectsOf(id)).toEqual([]);
    expect(await listed(id)).toEqual([]);
  });

  it("where there are as many as there may be, also when many come at once", async () => {
    const { id } = await newTicket();
    const answers = await Promise.all(Array.from({ length: MAX_ATTACHMENTS + 3 }, () => send(id, picture())));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(MAX_ATTACHMENTS);
    expect(await verdictOf(await send(id, picture()))).toEqual([409, "too_many"]);
    expect(await objectsOf(id)).toHaveLength(MAX_ATTACHMENTS);
    const [first] = await listed(id);
    if (first === undefined) throw new Error("nothing is listed");
    expect((await remove(first)).status).toBe(200);
    await attach(id);
  });

  it("of a ticket that is not there", async () => {
    expect(await verdictOf(await send(NO_ID, picture()))).toEqual([404, "not_found"]);
  });
});

describe("whoever", () => {
  it("does not see the inbox neither reads, lists, attaches nor removes", async () => {
    const { id } = await newTicket();
    const one = await attach(id);
    const foreign = await idOf(other);
    await env.DB.prepare("UPDATE user SET inbox_ids = ? WHERE id = ?")
      .bind(JSON.stringify(["elsewhere"]), foreign)
      .run();
    const list = await call(`/api/v1/tickets/${id}/attachments`, { headers: other });
    for (const answer of [
      await get(one, other),
      list,
      await send(id, picture(), { as: other }),
      await remove(one, other),
    ])
      expect((await verdictOf(answer))[0]).toBe(404);
    await env.DB.prepare("UPDATE user SET inbox_ids = NULL WHERE id = ?").bind(foreign).run();
    expect((await get(one)).status).toBe(200);
  });

  it("attached a file removes it, and so does who may; others do not", async () => {
    const { id } = await newTicket();
    const [one, two] = [await attach(id), await attach(id)];
    expect(await verdictOf(await remove(one, other))).toEqual([403, "forbidden"]);
    expect((await remove(one)).status).toBe(200);
    expect((await remove(two, lead)).status).toBe(200);
    expect(await verdictOf(await remove(two, lead))).toEqual([404, "not_found"]);
    expect(await listed(id)).toEqual([]);
    expect(await objectsOf(id)).toEqual([]);
    expect(await verdictOf(await get(one))).toEqual([404, "not_found"]);
    expect((await entriesOf(id))[0]).toMatchObject({
      kind: "detached",
      changes: [{ field: "attachment", from: "picture.png" }],
    });
    const row = await env.DB.prepare("SELECT hex(sealed_key) AS key FROM attachments WHERE id = ?")
      .bind(one.id)
      .first<{ key: string }>();
    expect(row?.key).toMatch(/^0+$/);
  });

  it("names a file under another ticket does not find it", async () => {
    const [here, there] = [await newTicket(), await newTicket()];
    const one = await attach(here.id);
    expect(await verdictOf(await get({ ...one, ticketId: there.id }))).toEqual([404, "not_found"]);
    expect(await verdictOf(await remove({ ...one, ticketId: there.id }))).toEqual([404, "not_found"]);
    expect(await listed(here.id)).toEqual([one]);
  });
});

describe("a file at rest", () => {
  it("that is missing, cut or changed is told of, and never handed out as whole", async () => {
    vi.spyOn(console, "error").mockImplementation(() => undefined);
    const { id } = await newTicket();
    const [gone, cut, first, last] = [
      await attach(id),
      await attach(id),
      await attach(id),
      await attach(id, picture(3 * CHUNK_BYTES)),
    ];
    await env.FILES.delete(objectOf(gone));
    expect(await verdictOf(await get(gone))).toEqual([503, "file_missing"]);
    await env.FILES.put(objectOf(cut), (await sealedOf(cut)).slice(0, -1));
    expect(await verdictOf(await get(cut))).toEqual([503, "file_damaged"]);
    const change = async (one: Attachment, at: number) => {
      const sealed = await sealedOf(one);
      sealed.set([(sealed.at(at) ?? 0) ^ 1], at < 0 ? sealed.length + at : at);
      await env.FILES.put(objectOf(one), sealed);
    };
    await change(first, 40);
    expect(await verdictOf(await get(first))).toEqual([503, "file_damaged"]);
    await change(last, -20);
    await expect(get(last).then((answer) => answer.arrayBuffer())).rejects.toThrow();
  });

  it("of another file does not open in its place", async () => {
    vi.spyOn(console, "error").mockImplementation(() => undefined);
    const { id } = await newTicket();
    const [one, two] = [await attach(id), await attach(id)];
    await env.FILES.put(objectOf(one), await sealedOf(two));
    expect(await verdictOf(await get(one))).toEqual([503, "file_damaged"]);
  });

  it("that no row tells of, as after a crash between the two, is swept once it is old", async () => {
    const { id } = await newTicket();
    const kept = await attach(id);
    const orphan = `attachments/ticket/${id}/${NO_ID}`;
    await env.FILES.put(orphan, new Uint8Array(10));
    await sweepAttachments(env, Date.now());
    expect(await objectsOf(id)).toContain(orphan);
    await sweepAttachments(env, Date.now() + ORPHAN_AFTER_MS + 60_000);
    expect(await objectsOf(id)).toEqual([objectOf(kept)]);
    expect((await get(kept)).status).toBe(200);
  });

  it("is removed by the sweep where its row was removed before it", async () => {
    const { id } = await newTicket();
    const one = await attach(id);
    await env.DB.prepare("UPDATE attachments SET state = 'removed' WHERE id = ?").bind(one.id).run();
    await sweepAttachments(env, Date.now() + ORPHAN_AFTER_MS + 60_000);
    expect(await objectsOf(id)).toEqual([]);
  });
});

describe("tickets that change", () => {
  it("by merging show what both have; by splitting leave it where it is", async () => {
    const { contactId, conversationId } = await begin("Hello");
    const isThere = () => env.DB.prepare("SELECT 1 FROM conversations WHERE id = ?").bind(conversationId).first();
    await expect.poll(isThere, { timeout: 30_000 }).not.toBeNull();
    const [one, two] = [await newTicket({ conversationId }), await newTicket({ conversationId })];
    expect(one.contactId).toBe(contactId);
    const [first, second] = [await attach(one.id), await attach(two.id)];
    const merged = await post(`/api/v1/tickets/${one.id}/merge`, { version: one.version, intoId: two.id }, agent);
    expect(merged.status).toBe(200);
    expect(await listed(two.id)).toEqual([first, second]);
    expect(await listed(one.id)).toEqual([first]);
    expect((await get(first)).status).toBe(200);

    // What went into it from an inbox that the reader does not see is not theirs to know of.
    await env.DB.prepare("UPDATE tickets SET inbox_id = 'outlet' WHERE id = ?").bind(one.id).run();
    const narrow = await idOf(other);
    const limitTo = (inboxIds: readonly string[] | null) =>
      env.DB.prepare("UPDATE user SET inbox_ids = ? WHERE id = ?")
        .bind(inboxIds === null ? null : JSON.stringify(inboxIds), narrow)
        .run();
    await limitTo(["web"]);
    expect(await listed(two.id, other)).toEqual([second]);
    await limitTo(["web", "outlet"]);
    expect(await listed(two.id, other)).toEqual([first, second]);
    await limitTo(null);
    expect(await listed(two.id, other)).toEqual([first, second]);
  });
});

describe("a customer's rights", () => {
  async function customerWithFiles() {
    const { contactId, conversationId } = await begin("Hello");
    const isThere = () => env.DB.prepare("SELECT 1 FROM conversations WHERE id = ?").bind(conversationId).first();
    await expect.poll(isThere, { timeout: 30_000 }).not.toBeNull();
    const ticket = await newTicket({ conversationId });
    return { contactId, ticket, one: await attach(ticket.id) };
  }

  it("an export lists what is attached, and contains it", async () => {
    const { contactId, ticket, one } = await customerWithFiles();
    await attach(ticket.id, picture(9 * 1024 * 1024), { name: "large.png" });
    const cookie = admin.cookie ?? "";
    const { id } = privacyRequest.parse(await (await askExport(cookie, contactId)).json());
    await settled(cookie, id);
    const file = await call(`/api/v1/privacy-requests/${id}/file?format=json`, { headers: admin });
    const { holdings } = await file.json<{ holdings: { holding: string }[] }>();
    expect(holdings.filter(({ holding }) => holding === "attachment")).toMatchObject([
      {
        ticket: ticket.number,
        name: one.name,
        contentType: "image/png",
        file: `data:image/png;base64,${Buffer.from(picture()).toString("base64")}`,
      },
      { ticket: ticket.number, name: "large.png", contained: false },
    ]);
    const page = await call(`/api/v1/privacy-requests/${id}/file?format=html`, { headers: admin });
    expect(await page.text()).toContain('<a download="picture.png" href="data:image/png;base64,');
  });

  it("an erasure leaves neither file, key nor row", async () => {
    const { contactId, ticket, one } = await customerWithFiles();
    await erase(admin.cookie ?? "", contactId);
    expect(await objectsOf(ticket.id)).toEqual([]);
    expect(await env.DB.prepare("SELECT 1 FROM attachments WHERE owner_id = ?").bind(ticket.id).first()).toBeNull();
    expect(await verdictOf(await get(one))).toEqual([404, "not_found"]);
  });
});
