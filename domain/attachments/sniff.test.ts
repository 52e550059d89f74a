import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { Intake } from "#domain/attachments/intake";
import { cleanName } from "#domain/attachments/names";
import { officeTypeOf } from "#domain/attachments/office";
import { HEAD_BYTES } from "#domain/attachments/sniff";
import { MAX_ATTACHMENT_BYTES, MAX_FILE_NAME_CHARS } from "#protocol/attachment-constants";
import { heic } from "#test/harness/heic";
import { box, endlessPng, GIF_IMAGE, gif, joined, png, riff, riffChunk } from "#test/harness/media";

const KEY = new Uint8Array(32).fill(3);
const latin = (text: string) => Uint8Array.from(text, (char) => char.charCodeAt(0));
const utf8 = (text: string) => new TextEncoder().encode(text);

/** A file of a ZIP archive whose name and content are these, stored. */
function zipped(...files: readonly (readonly [name: string, content: string])[]): Uint8Array {
  const parts = files.map(([name, content]) => {
    const header = new Uint8Array(30);
    header.set([0x50, 0x4b, 3, 4]);
    new DataView(header.buffer).setUint16(26, name.length, true);
    return [header, latin(name), latin(content)];
  });
  return new Uint8Array(Buffer.concat(parts.flat()));
}

/** @returns the type that it is taken as, or why it is not */
function takenAs(name: string, bytes: Uint8Array, pieceBytes = 1_000_000): string {
  const intake = new Intake(name, KEY);
  for (let from = 0; from < bytes.length; from += pieceBytes) {
    const pushed = intake.push(bytes.subarray(from, from + pieceBytes));
    if (!pushed.ok) return pushed.failure;
  }
  const finished = intake.finish();
  return finished.ok ? finished.value.type : finished.failure;
}

const OFFICE = "application/vnd.openxmlformats-officedocument";
const OPEN = "application/vnd.oasis.opendocument";
const TYPES: readonly (readonly [name: string, bytes: Uint8Array, type: string])[] = [
  ["a.jpg", latin("\xff\xd8\xff\xda\x00\x04\x01\x01rest\xff\xd9"), "image/jpeg"],
  ["a.PNG", png(1, 1, "bits"), "image/png"],
  ["a.gif", gif(GIF_IMAGE), "image/gif"],
  ["a.webp", riff("WEBP", riffChunk("VP8 ", "bits")), "image/webp"],
  ["a.heic", heic([{ type: "hvc1", content: "tile" }]), "image/heic"],
  ["a.pdf", latin("%PDF-1.7\n"), "application/pdf"],
  ["a.mp4", joined(box("ftyp", "isom\0\0\0\0"), box("mdat")), "video/mp4"],
  ["a.m4a", joined(box("ftyp", "M4A \0\0\0\0"), box("mdat")), "audio/mp4"],
  ["a.mp3", latin("ID3\x04\0\0\0\0\0\x04tags\xff\xfb\x90\x64sound."), "audio/mpeg"],
  ["b.mp3", latin("\xff\xfb\x90\x64sound."), "audio/mpeg"],
  ["a.ogg", latin("OggS\0\x02...."), "audio/ogg"],
  ["a.wav", riff("WAVE", riffChunk("fmt "), riffChunk("data", "sound")), "audio/wav"],
  [
    "a.docx",
    zipped(["[Content_Types].xml", "<Types/>"], ["word/document.xml", ""]),
    `${OFFICE}.wordprocessingml.document`,
  ],
  ["a.xlsx", zipped(["docProps/app.xml", "<x/>"], ["xl/workbook.xml", ""]), `${OFFICE}.spreadsheetml.sheet`],
  ["a.pptx", zipped(["_rels/.rels", "P"], ["ppt/presentation.xml", ""]), `${OFFICE}.presentationml.presentation`],
  ["a.ods", zipped(["mimetype", `${OPEN}.spreadsheet`], ["content.xml", ""]), `${OPEN}.spreadsheet`],
  ["a.txt", utf8("Der Kessel leckt — 水壶漏水\n"), "text/plain"],
  ["a.csv", utf8("\ufeff订单,金额\n1001,35\n"), "text/csv"],
];

describe("a file's type", () => {
  it.each(TYPES)("of %s is by what is in it, however it comes", (name, bytes, type) => {
    expect(takenAs(name, bytes)).toBe(type);
    expect(takenAs(name, bytes, 1)).toBe(type);
  });

  it.each(TYPES)("of %s under another name is refused", (name, bytes) => {
    const other = name.endsWith(".pdf") ? "a.png" : "a.pdf";
    expect(takenAs(other, bytes)).toBe("extension_wrong");
  });

  it.each([
    ["a Windows program", latin("MZ\x90\0\x03\0\0\0")],
    ["a Linux program", latin("\x7fELF\x02\x01\x01\0")],
    ["a macOS program", latin("\xcf\xfa\xed\xfe\x07\0\0\x01")],
    ["a Java class", latin("\xca\xfe\xba\xbe\0\0\0\x34")],
    ["a page", utf8("<!DOCTYPE html><script>alert(1)</script>")],
    ["a page after blanks", utf8("\ufeff \n <HTML><body>")],
    ["a drawing with script", utf8('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>')],
    ["a drawing in XML", utf8('<?xml version="1.0"?><svg/>')],
    ["a page that hides behind words", utf8("Hello <script>alert(1)</script>")],
    ["a script", utf8("#!/bin/sh\nrm -rf /\n")],
    ["PHP", utf8("<?php system($_GET[0]);")],
    ["an archive", zipped(["setup.exe", "MZ"])],
    ["a Java archive", zipped(["META-INF/MANIFEST.MF", "x"], ["word/Main.class", "x"])],
    ["a moving archive", latin("Rar!\x1a\x07\0")],
    ["an old document with macros", latin("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")],
    ["text in another encoding", latin("\xff\xfeh\0i\0")],
    ["text that is not UTF-8", latin("caf\xe9 au lait")],
    ["text with a NUL", utf8("hello\0world")],
  ])("that is %s is not taken, whatever it is called", (_what, bytes) => {
    for (const name of ["a.txt", "a.png", "a.docx", "a.csv"]) expect(takenAs(name, bytes)).toBe("type_not_taken");
  });

  it.each([
    ["a.png", latin("\x89PNG\r\n\x1a\nquillmarrow")],
    ["a.gif", latin("GIF89aquillmarrow")],
    ["a.webp", latin("RIFF\x10\0\0\0WEBPquillmarrow")],
    ["a.heic", latin("\0\0\0\x18ftypheicquillmarrow")],
    ["a.mp4", latin("\0\0\0\x18ftypisomquillmarrow")],
    ["a.wav", latin("RIFF\x10\0\0\0WAVEquillmarrow")],
  ])("of %s that only begins as one is not taken", (name, bytes) => {
    expect(takenAs(name, bytes)).toBe("type_not_taken");
    expect(takenAs(name, bytes, 1)).toBe("type_not_taken");
  });

  it("of text is looked at to the end", () => {
    const long = new Uint8Array(200_000).fill(0x61);
    expect(takenAs("a.txt", long, 7_000)).toBe("text/plain");
    long[199_999] = 0xe6;
    expect(takenAs("a.txt", long, 7_000)).toBe("type_not_taken");
  });

  it("is of an archive's own folders, before those of what is packed within it", () => {
    const sheet = Buffer.from(zipped(["xl/workbook.xml", ""])).toString("latin1");
    const packed = zipped(["[Content_Types].xml", ""], ["ppt/embeddings/a.xlsx", sheet]);
    expect(takenAs("a.pptx", packed)).toBe(`${OFFICE}.presentationml.presentation`);
  });

  it("of an archive takes no more than the beginning of each name, however long it says that it is", () => {
    const decode = vi.spyOn(TextDecoder.prototype, "decode");
    try {
      // Headers that overlap, each with a name of 64 KiB.
      for (const odd of [0x00, 0x50, 0x5f, 0xff]) {
        const pattern = [0x50, 0x4b, 3, 4, odd, 0xff, 0xff];
        expect(officeTypeOf(Uint8Array.from({ length: HEAD_BYTES }, (_, at) => pattern[at % 7] ?? 0))).toBe(undefined);
      }
      const sizes = decode.mock.calls.map(([bytes]) => bytes?.byteLength ?? 0);
      expect(sizes.length).toBeGreaterThan(4 * 9_000);
      expect(sizes.filter((bytes) => bytes > 64)).toEqual([]);
    } finally {
      decode.mockRestore();
    }
  });

  it("is one of these or a refusal for any bytes and any name", () => {
    fc.assert(
      fc.property(fc.string(), fc.uint8Array({ maxLength: 300 }), (name, bytes) => {
        expect(takenAs(name, bytes)).toMatch(
          /^(image|video|audio|text|application)\/|^(file_empty|type_not_taken|extension_wrong)$/,
        );
      }),
    );
  });
});

describe("a file's size", () => {
  it("of nothing, and of more than there may be, is refused while it comes", () => {
    expect(takenAs("a.png", new Uint8Array())).toBe("file_empty");
    const intake = new Intake("a.png", KEY);
    const first = new Uint8Array(1_048_576);
    first.set(endlessPng());
    let gotBytes = 0;
    for (; gotBytes < MAX_ATTACHMENT_BYTES; gotBytes += first.length) expect(intake.push(first).ok).toBe(true);
    expect(intake.push(new Uint8Array(1))).toEqual({ ok: false, failure: "file_too_large" });
  });
});

describe("a file's name", () => {
  it.each([
    ["../../etc/passwd.txt", "passwd.txt"],
    ["C:\\fakepath\\receipt.pdf", "receipt.pdf"],
    ["photo\u202egpj.exe.png", "photogpj.exe.png"],
    ["  .hidden.png ", "hidden.png"],
    ["line\nbreak\u0000.png", "linebreak.png"],
    ["收据 1001.jpg", "收据 1001.jpg"],
    ["///", ""],
  ])("%j is kept as %j", (given, kept) => {
    expect(cleanName(given)).toBe(kept);
  });

  it("keeps its end when it is long, and tells no phone number", () => {
    expect(cleanName(`${"长".repeat(400)}.jpeg`)).toMatch(/^长{145}\.jpeg$/);
    expect(cleanName("13800138000.jpg")).not.toContain("13800138000");
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (given) => {
        const kept = cleanName(given);
        expect([...kept].length).toBeLessThanOrEqual(MAX_FILE_NAME_CHARS);
        expect(kept).not.toMatch(/[\p{Cc}/\\]/u);
      }),
    );
  });
});
