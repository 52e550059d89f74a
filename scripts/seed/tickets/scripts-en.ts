/** Tickets of the demo's English customers. */
import type { TicketScript } from "./script.ts";

const EN = { locale: "en", channel: "chat" } as const;

export const TICKETS_EN: readonly TicketScript[] = [
  {
    ...{ ...EN, key: "spout", type: "complaint", team: "after-sales", by: "lin", madeHoursAgo: 50 },
    subject: "Kettle leaks at the spout, second replacement",
    description: "The replacement leaks like the first one. She wants her money back if the third is no better.",
    productLine: "Kettles",
    steps: [
      {
        afterHours: 0.5,
        by: "lin",
        priority: "high",
        note: "Photos are in the chat. Same batch as the first one, I think.",
      },
      { afterHours: 1, by: "zhao", assignee: "zhao", status: "open" },
      { afterHours: 3, by: "zhao", note: "@Chen Wei 陈薇 can we refund outside the 30 days?", mentions: ["chen"] },
      { afterHours: 2, by: "chen", note: "Yes. Offer both: a refund, or one from the new batch.", mentions: ["zhao"] },
      { afterHours: 1, by: "zhao", dueInHours: -2, note: "Promised her an answer on the batch." },
    ],
    followers: ["chen", "lin"],
  },
  {
    ...{ ...EN, key: "spout-batch", parent: "spout", type: "enquiry", team: "support", by: "zhao", madeHoursAgo: 42 },
    subject: "Which batch did the last two kettles come from?",
    description: "Warehouse please: the numbers are under the handle.",
    steps: [{ afterHours: 4, by: "tom", assignee: "tom", status: "waiting_third_party", reason: "Asked the maker." }],
  },
  {
    ...{ ...EN, key: "courier", type: "after_sales", team: "support", by: "tom", madeHoursAgo: 30 },
    subject: "Parcel says delivered, nobody got it",
    description: "Neighbours have nothing either. The courier's search takes three working days.",
    steps: [
      { afterHours: 0.2, by: "tom", assignee: "tom", status: "open" },
      { afterHours: 0.5, by: "tom", status: "waiting_third_party", reason: "The courier looks for it." },
      { afterHours: 0.1, by: "tom", dueInHours: 20, note: "Told him that we ring tomorrow, found or not." },
    ],
  },
  {
    ...{ ...EN, key: "invoice", type: "enquiry", team: "support", by: "lin", madeHoursAgo: 5, channel: "email" },
    subject: "Invoice to a company in Portugal",
    description: "Needs the VAT number on it and our registered address.",
    steps: [
      { afterHours: 0.3, by: "lin", assignee: "lin", status: "open" },
      { afterHours: 1, by: "lin", status: "waiting_customer", note: "Waiting for the VAT number." },
    ],
  },
  {
    ...{ ...EN, key: "wholesale", type: "enquiry", team: "support", by: "tom", madeHoursAgo: 26 },
    subject: "Forty teapots for a hotel in Lisbon",
    description: "Wants a quote with engraving, delivery before the season begins.",
    productLine: "Teapots",
    steps: [
      { afterHours: 1, by: "tom", assignee: "chen", status: "open", reason: "Quotes over 2,000 are yours." },
      { afterHours: 2, by: "chen", dueInHours: 6, note: "Engraver answers this afternoon." },
    ],
    followers: ["tom"],
  },
  {
    ...{ ...EN, key: "glaze", type: "complaint", team: "after-sales", by: "tom", madeHoursAgo: 0.4 },
    subject: "Glaze flakes off a cup after two washes",
    description: "Has small children and is worried about what is in it.",
    productLine: "Cups",
    steps: [{ afterHours: 0.05, by: "tom", priority: "urgent" }],
    followers: ["chen"],
  },
  {
    ...{ ...EN, key: "lid", type: "after_sales", team: "after-sales", by: "lin", madeHoursAgo: 96 },
    subject: "Spare lid for a round teapot",
    description: "Broke it himself and is happy to pay.",
    steps: [
      { afterHours: 2, by: "zhao", assignee: "zhao", status: "open" },
      { afterHours: 20, by: "zhao", status: "resolved", note: "Sent one for the postage." },
    ],
  },
  {
    ...{ ...EN, key: "gift", type: "suggestion", team: "support", by: "lin", madeHoursAgo: 70 },
    subject: "A gift box without plastic",
    description: "Third customer this month who asks for it.",
    steps: [
      {
        afterHours: 10,
        by: "chen",
        assignee: "chen",
        status: "open",
        note: "Passed on to purchasing.",
        mentions: ["lin"],
      },
      { afterHours: 30, by: "chen", status: "resolved" },
      { afterHours: 20, by: "chen", status: "closed" },
    ],
  },
  {
    ...{ ...EN, key: "refund", type: "after_sales", team: "after-sales", by: "lin", madeHoursAgo: 2.5 },
    subject: "Refund has not arrived after nine days",
    description: "Paid by card; the bank says that there is nothing on its way.",
    steps: [{ afterHours: 0.2, by: "lin", priority: "high" }],
  },
  {
    ...{ ...EN, key: "water", type: "enquiry", team: "support", by: "tom", madeHoursAgo: 1.1, channel: "phone" },
    subject: "Wants to be rung about hard water and the kettle",
    description: "Prefers the phone, after four in the afternoon.",
    steps: [{ afterHours: 0.1, by: "tom", assignee: "tom", status: "open", dueInHours: 3 }],
  },
];
