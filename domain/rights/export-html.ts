/**
 * An export to read and print: one page that needs nothing else, runs nothing, and says so itself, as it is opened from a
 * disk where no header protects it.
 */
import { createHash } from "node:crypto";
import { type ExportHead, eventOf } from "#domain/rights/export-json";
import { type ExportRecord, numberAgents } from "#domain/rights/export-records";
import { EXPORT_WORDS, type ExportWords } from "#domain/rights/export-words";
import type { Locale } from "#protocol/constants";
import { readProductCard, textOfCard } from "#protocol/product-card";
import type { Message } from "#protocol/vocabulary";

const STYLE = `:root{color-scheme:light dark}body{font:14px/1.5 system-ui,"PingFang SC","Microsoft YaHei","Noto Sans SC",sans-serif;max-width:760px;margin:40px auto;padding:0 16px}h1{font-size:24px;line-height:32px}h2{font-size:16px;margin:32px 0 8px;padding-bottom:4px;border-bottom:1px solid #8886}h3{font-size:14px;margin:24px 0 8px}dl{display:grid;grid-template-columns:minmax(120px,200px) 1fr;gap:4px 16px;margin:0}dt{opacity:.7}dd{margin:0;overflow-wrap:anywhere}ol{list-style:none;margin:0;padding:0}li{padding:6px 0;break-inside:avoid}li p{margin:0;white-space:pre-wrap;overflow-wrap:anywhere}small{opacity:.7}.note{border-left:3px solid #c17a06;padding-left:12px}.event{font-size:12px;opacity:.8}@media print{body{margin:0;max-width:none}}`;

const STYLE_HASH = createHash("sha256").update(STYLE).digest("base64");
/** For the answer's header too. */
export const EXPORT_PAGE_POLICY = `default-src 'none'; style-src 'sha256-${STYLE_HASH}'; base-uri 'none'; form-action 'none'`;

const ESCAPES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};
const escaped = (text: string) => text.replace(/[&<>"']/g, (char) => ESCAPES[char] ?? char);

/** @param records in the order in which they are gathered */
export async function* exportAsHtml(
  head: ExportHead,
  records: AsyncIterable<ExportRecord>,
  locale: Locale,
): AsyncGenerator<string> {
  const words = EXPORT_WORDS[locale];
  const numberOf = numberAgents();
  const format = new Intl.DateTimeFormat(locale, { dateStyle: "long", timeStyle: "medium", timeZone: "UTC" });
  const time = (atMs: number) => `${format.format(atMs)} UTC`;
  const intro = escaped(words.intro(time(head.gatheredAtMs)));
  yield `<!doctype html>
<html lang="${locale}">
<head>
<meta charset="utf-8">
<meta http-equiv="content-security-policy" content="${escaped(EXPORT_PAGE_POLICY)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(words.title)}</title>
<style>${STYLE}</style>
</head>
<body>
<h1>${escaped(words.title)}</h1>
<p>${intro}</p>
`;
  let section: ExportRecord["type"] | undefined;
  let hasConversations = false;
  let listIsOpen = false;
  for await (const record of records) {
    if (listIsOpen && record.type !== "message") {
      listIsOpen = false;
      yield "</ol>\n";
    }
    if (record.type !== "message" && record.type !== section) {
      // Said where it would stand, should it be empty.
      if (section === "contact" && record.type !== "consent") yield consentsAreNone(words);
      section = record.type;
      hasConversations ||= section === "conversation";
      yield headingOf(section, words);
    }
    switch (record.type) {
      case "contact":
        yield contactList(record, words, time);
        break;
      case "consent": {
        const answer = record.given ? words.given(record.version) : words.withdrawn(record.version);
        yield definitions([[words.purpose[record.purpose], `${answer}, ${time(record.atMs)}`]]);
        break;
      }
      case "holding":
        yield holdingList(record, words);
        break;
      case "conversation":
        listIsOpen = true;
        yield `<h3>${escaped(words.conversation(time(record.createdAtMs)))} · ${escaped(words.status[record.status])}</h3>\n${marksOf(record, words)}<ol>\n`;
        break;
      case "message":
        yield messageItem(record, words, time, numberOf);
        break;
    }
  }
  if (listIsOpen) yield "</ol>\n";
  if (section === "contact") yield consentsAreNone(words);
  if (!hasConversations) yield `${headingOf("conversation", words)}<p>${escaped(words.noConversations)}</p>\n`;
  yield "</body>\n</html>\n";
}

function consentsAreNone(words: ExportWords): string {
  return `${headingOf("consent", words)}<p>${escaped(words.noConsents)}</p>\n`;
}

function headingOf(section: Exclude<ExportRecord["type"], "message">, words: ExportWords): string {
  const heading = {
    contact: words.contact,
    consent: words.consents,
    holding: words.holdings,
    conversation: words.conversations,
  }[section];
  return `<h2>${escaped(heading)}</h2>\n`;
}

type Timed = (atMs: number) => string;

function contactList(record: Extract<ExportRecord, { type: "contact" }>, words: ExportWords, time: Timed): string {
  const { id, inboxId, name, email, identifier, locale, createdAtMs } = record;
  const values: readonly (readonly [keyof ExportWords["fields"], string | undefined])[] = [
    ["name", name],
    ["email", email],
    ["identifier", identifier],
    ["locale", locale === undefined ? undefined : words.language[locale]],
    ["createdAt", time(createdAtMs)],
    ["inboxId", inboxId],
    ["id", id],
  ];
  return definitions(
    values.flatMap(([field, value]) => (value === undefined ? [] : [[words.fields[field], value] as const])),
  );
}

/** A file that is contained is a link that saves it. */
function holdingList({ holding, fields }: Extract<ExportRecord, { type: "holding" }>, words: ExportWords): string {
  const { file, ...rest } = fields;
  const entries = Object.entries(holding === "attachment" ? rest : fields);
  const facts = definitions(entries.map(([name, value]) => [name, String(value)] as const));
  const { name: called = "" } = fields;
  const name = escaped(String(called));
  const saved =
    holding === "attachment" && typeof file === "string"
      ? `<p><a download="${name}" href="${escaped(file)}">${name}</a></p>\n`
      : "";
  return `<h3>${escaped(words.holding[holding] ?? holding)}</h3>${facts}${saved}`;
}

/** What staff marked the conversation with. */
function marksOf(record: Extract<ExportRecord, { type: "conversation" }>, words: ExportWords): string {
  const { labels = [], priority } = record;
  const marks = [
    ...(labels.length === 0 ? [] : [[words.labels, words.list(labels)] as const]),
    ...(priority === undefined ? [] : [[words.priority, words.priorities[priority]] as const]),
  ];
  return marks.length === 0 ? "" : definitions(marks);
}

function definitions(entries: readonly (readonly [string, string])[]): string {
  const items = entries.map(([term, value]) => `<dt>${escaped(term)}</dt><dd>${escaped(value)}</dd>`);
  return `<dl>${items.join("")}</dl>\n`;
}

/** Of a product its name and where it is to be seen. */
function writtenOf(contentType: Message["contentType"], content: string): string {
  const card = contentType === "product" ? readProductCard(content) : undefined;
  return card === undefined ? content : `${textOfCard(card)}\n${card.url}`;
}

function messageItem(
  record: Extract<ExportRecord, { type: "message" }>,
  words: ExportWords,
  time: Timed,
  numberOf: (id: string) => number,
): string {
  const { sender, contentType, content, isNote, createdAtMs, editedAtMs, recalledAtMs } = record;
  const at = escaped(time(createdAtMs));
  if (contentType === "activity") {
    const { key, reason } = eventOf(content);
    const known = Object.entries(words.event).find(([name]) => name === key)?.[1] ?? key;
    const why = reason === undefined ? "" : ` ${words.reason(reason)}`;
    return `<li class="event">${at} · ${escaped(known + why)}</li>\n`;
  }
  const who =
    sender.type === "contact"
      ? words.you
      : sender.type === "agent"
        ? words.agent(numberOf(sender.id))
        : words[sender.type];
  const marks = [
    ...(isNote ? [words.internal] : []),
    time(createdAtMs),
    ...(editedAtMs === undefined ? [] : [words.edited(time(editedAtMs))]),
  ];
  const text = recalledAtMs === undefined ? writtenOf(contentType, content) : words.recalled(time(recalledAtMs));
  return `<li${isNote ? ' class="note"' : ""}><strong>${escaped(who)}</strong> <small>${marks.map(escaped).join(" · ")}</small><p>${escaped(text)}</p></li>\n`;
}
