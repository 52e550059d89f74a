/** What the demo's people have marked their conversations with, by what these are about. */
import type { ConversationHistory } from "#domain/imports/history";

type Marks = Pick<ConversationHistory, "labels" | "priority" | "flags">;

const DELIVERY: Marks = { labels: ["delivery"] };
const REFUND: Marks = { labels: ["refund"] };

const MARKS: Readonly<Record<string, Marks>> = {
  "track-order": DELIVERY,
  "delivery-late": { labels: ["delivery"], priority: "high" },
  "change-address": DELIVERY,
  "not-received": { labels: ["delivery"], priority: "high" },
  overseas: DELIVERY,
  damaged: { labels: ["damaged", "refund"], priority: "high" },
  "missing-part": { labels: ["damaged"] },
  "wrong-item": { labels: ["damaged"] },
  "return-how": REFUND,
  "refund-time": REFUND,
  "cancel-order": REFUND,
  "double-charge": {
    labels: ["refund"],
    priority: "urgent",
    flags: [{ kind: "cross_department", signs: ["finance"] }],
  },
  "invoice-get": { labels: ["invoice"] },
  "bulk-order": { labels: ["wholesale"] },
  praise: { labels: ["praise"], priority: "low" },
  complaint: { priority: "urgent", flags: [{ kind: "anger", signs: ["fed_up"] }] },
};

/** @param topic of the scene */
export function marksOf(topic: string): Marks {
  return MARKS[topic] ?? {};
}
