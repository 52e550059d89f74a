import { useDocumentVisibility } from "@mantine/hooks";
import { useParams } from "@tanstack/react-router";
import type { ConversationRow } from "#protocol/vocabulary";

/**
 * How many of the customer's messages nobody has read. What is on the screen is being read, whatever the feed, which tells
 * of it once a second at most, still says.
 */
export function useUnread(): (row: ConversationRow) => number {
  const { conversationId } = useParams({ strict: false });
  const isLooking = useDocumentVisibility() === "visible";
  return (row) => (isLooking && row.conversation.id === conversationId ? 0 : row.unread);
}
