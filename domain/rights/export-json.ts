/** An export for machines: one JSON document, written piece by piece, however long it is. */

import { type ExportRecord, numberAgents } from "#domain/rights/export-records";
import { readProductCard } from "#protocol/product-card";
import { activity } from "#protocol/vocabulary";

export const EXPORT_SCHEMA = "edgedesk.export/1";

export interface ExportHead {
  readonly requestId: string;
  readonly gatheredAtMs: number;
}

type Section = "consents" | "holdings" | "conversations";
const SECTIONS: readonly Section[] = ["consents", "holdings", "conversations"];

const iso = (atMs: number) => new Date(atMs).toISOString();

/** @param records in the order in which they are gathered */
export async function* exportAsJson(head: ExportHead, records: AsyncIterable<ExportRecord>): AsyncGenerator<string> {
  const numberOf = numberAgents();
  let open: Section | undefined;
  let isFirst = true;
  let inConversation = false;
  /** Ends what is open and begins the sections up to this one, so that each is there, empty or not. */
  const enter = (section: Section | undefined): string => {
    let text = "";
    if (inConversation) text += "\n    ]}";
    inConversation = false;
    if (section !== undefined && open === section) return text;
    const from = open === undefined ? 0 : SECTIONS.indexOf(open) + 1;
    const to = section === undefined ? SECTIONS.length : SECTIONS.indexOf(section) + 1;
    for (const name of SECTIONS.slice(from, to)) {
      if (open !== undefined) text += "\n  ]";
      text += `,\n  "${name}": [`;
      open = name;
    }
    isFirst = true;
    return section === undefined ? `${text}\n  ]\n}\n` : text;
  };
  const item = (): string => {
    const text = isFirst ? "\n    " : ",\n    ";
    isFirst = false;
    return text;
  };

  yield `{\n  "schema": "${EXPORT_SCHEMA}",\n  "requestId": ${JSON.stringify(head.requestId)},\n  "gatheredAt": "${iso(head.gatheredAtMs)}"`;
  let isFirstMessage = true;
  for await (const record of records) {
    switch (record.type) {
      case "contact": {
        const { type: _, createdAtMs, ...contact } = record;
        yield `,\n  "contact": ${JSON.stringify({ ...contact, createdAt: iso(createdAtMs) })}`;
        break;
      }
      case "consent": {
        const { type: _, atMs, ...consent } = record;
        yield enter("consents") + item() + JSON.stringify({ ...consent, answeredAt: iso(atMs) });
        break;
      }
      case "holding":
        yield enter("holdings") + item() + JSON.stringify({ holding: record.holding, ...record.fields });
        break;
      case "conversation": {
        const { type: _, createdAtMs, ...conversation } = record;
        const facts = JSON.stringify({ ...conversation, createdAt: iso(createdAtMs) });
        yield `${enter("conversations")}${item()}${facts.slice(0, -1)},"messages":[`;
        inConversation = true;
        isFirstMessage = true;
        break;
      }
      case "message":
        yield `${isFirstMessage ? "" : ","}\n      ${JSON.stringify(messageOf(record, numberOf))}`;
        isFirstMessage = false;
        break;
    }
  }
  yield enter(undefined);
}

function messageOf(record: Extract<ExportRecord, { type: "message" }>, numberOf: (id: string) => number) {
  const { sender, contentType, content, isNote, createdAtMs, editedAtMs, recalledAtMs, seq } = record;
  const from = sender.type === "agent" ? { type: "agent", number: numberOf(sender.id) } : { type: sender.type };
  const product = contentType === "product" ? readProductCard(content) : undefined;
  const what = contentType === "activity" ? { event: eventOf(content) } : product ? { product } : { text: content };
  return {
    seq,
    from,
    ...what,
    // Written by staff for staff; it is about the customer, so it is theirs to know.
    ...(isNote ? { internal: true } : {}),
    createdAt: iso(createdAtMs),
    ...(editedAtMs === undefined ? {} : { editedAt: iso(editedAtMs) }),
    ...(recalledAtMs === undefined ? {} : { recalledAt: iso(recalledAtMs) }),
  };
}

/** What happened and the reason that was given for it; who did it is staff. */
export function eventOf(content: string): { key: string; reason?: string } {
  const { key, reason } = activity.parse(JSON.parse(content));
  return reason === undefined ? { key } : { key, reason };
}
