/**
 * What staff see of a conversation who may not see phone numbers and the like: messages, names and drafts with a hint in
 * their place. The customer sees their own conversation as it is, and so does an agent what they wrote themselves.
 */
import { isPermitted } from "#domain/identity/permissions";
import type { Principal } from "#domain/identity/principal";
import { maskText } from "#domain/privacy/masking";
import { maskDraft } from "#domain/privacy/masking/draft";
import type { ConversationServerFrame } from "#protocol/frames";
import { readProductCard } from "#protocol/product-card";
import { type Actor, activity, type Conversation, type Message } from "#protocol/vocabulary";

export function seesPersonal(principal: Principal): boolean {
  return principal.type === "contact" || isPermitted(principal, "personal.see");
}

/** A customer may have put anything into their name. */
export function maskedActor(actor: Actor): Actor {
  if (actor.type !== "contact") return actor;
  const { text, masked } = maskText(actor.name);
  return masked ? { ...actor, name: text } : actor;
}

/** @returns the message itself if there is nothing to mask */
export function maskedMessage(message: Message): Message {
  if (message.contentType === "activity") {
    const content = maskedActivity(message.content);
    return content === message.content ? message : { ...message, content };
  }
  const sender = maskedActor(message.sender);
  const { text: content, masked } = maskedContent(message);
  if (masked) return { ...message, sender, content, masked };
  return sender === message.sender ? message : { ...message, sender };
}

export function messageFor(reader: Principal, message: Message): Message {
  return seesPersonal(reader) || message.sender.id === reader.id ? message : maskedMessage(message);
}

/** @returns the frame itself if there is nothing to mask */
export function maskedFrame(frame: ConversationServerFrame): ConversationServerFrame {
  switch (frame.type) {
    case "message.created":
    case "message.updated": {
      const message = maskedMessage(frame.message);
      return message === frame.message ? frame : { ...frame, message };
    }
    case "typing": {
      const by = maskedActor(frame.by);
      const draft = frame.draft === undefined ? undefined : maskDraft(frame.draft);
      if (by === frame.by && draft === frame.draft) return frame;
      return { ...frame, by, ...(draft === undefined ? {} : { draft }) };
    }
    case "delivered":
    case "read":
    case "presence": {
      const by = maskedActor(frame.by);
      return by === frame.by ? frame : { ...frame, by };
    }
    default:
      return frame;
  }
}

/** Whether this reader gets the frame as it is, though something in it is to be masked. */
export function seesAll(reader: Principal, frame: ConversationServerFrame): boolean {
  return (
    seesPersonal(reader) || ("message" in frame && frame.type !== "error" && frame.message.sender.id === reader.id)
  );
}

/** Labels, priority, flags, service level and closing note are staff's own. */
export function publicConversation(conversation: Conversation): Conversation {
  const { labels, priority, flags, sla, closing, ...shown } = conversation;
  const { category, reopenings, ...asked } = closing ?? {};
  const isAllShown = [labels, priority, flags, sla, category, reopenings].every((own) => own === undefined);
  if (isAllShown) return conversation;
  return Object.keys(asked).length === 0 ? shown : { ...shown, closing: asked };
}

/** What the customer may see of it. @returns the frame itself if that is all of it */
export function publicFrame(frame: ConversationServerFrame): ConversationServerFrame {
  if (frame.type !== "conversation.updated") return frame;
  const conversation = publicConversation(frame.conversation);
  return conversation === frame.conversation ? frame : { ...frame, conversation };
}

export function frameFor(reader: Principal, frame: ConversationServerFrame): ConversationServerFrame {
  if (reader.type === "contact") return publicFrame(frame);
  return seesAll(reader, frame) ? frame : maskedFrame(frame);
}

/** Of a product what a customer's page called it; its addresses are no text. */
function maskedContent({ contentType, content }: Message): { text: string; masked: boolean } {
  const card = contentType === "product" ? readProductCard(content) : undefined;
  if (card === undefined) return maskText(content);
  const title = maskText(card.title);
  const variant = maskText(card.variant ?? "");
  if (!title.masked && !variant.masked) return { text: content, masked: false };
  const shown = { ...card, title: title.text, ...(card.variant === undefined ? {} : { variant: variant.text }) };
  return { text: JSON.stringify(shown), masked: true };
}

/** Of an activity only the reason is anybody's words, and rests masked since there is masking; ids stay what they are. */
function maskedActivity(content: string): string {
  if (!content.includes('"reason"')) return content;
  const { data } = activity.safeParse(JSON.parse(content));
  const { text: reason, masked } = maskText(data?.reason ?? "");
  return masked ? JSON.stringify({ ...data, reason }) : content;
}
