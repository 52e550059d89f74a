/** Waits for the server's answer to a message. */
import type { ConversationSnapshot } from "#client/lib/conversation-connection.ts";
import { isOwn } from "#client/lib/conversation-log.ts";
import type { Message } from "#protocol/vocabulary";

interface Line {
  readonly get: () => ConversationSnapshot;
  readonly subscribe: (listener: () => void) => () => void;
}

/** @returns the message as the server has it, or undefined if it was refused or given up */
export function whenSent({ get, subscribe }: Line, clientId: string): Promise<Message | undefined> {
  return new Promise((resolve) => {
    let end: () => void = () => undefined;
    const look = () => {
      const { log } = get();
      const message = log.messages.findLast((one) => one.clientId === clientId && isOwn(log.self, one.sender));
      const waiting = log.outbox.find((item) => item.clientId === clientId);
      if (message === undefined && waiting !== undefined && waiting.failedCode === undefined) return;
      end();
      resolve(message);
    };
    end = subscribe(look);
    look();
  });
}

/** Whether the customer has written since: then nobody waits for them. */
export function hasAnsweredSince({ get }: Line, seq: number): boolean {
  return get().log.messages.some((message) => message.seq > seq && message.sender.type === "contact");
}
