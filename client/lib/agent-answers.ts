/** Hand decoders of the HTTP answers that an agent gets besides; held equal to `#protocol/http` by `answers.test.ts`. */
import { ROLES } from "#protocol/constants";
import type { AgentSummary, Me, TeamSummary } from "#protocol/http";
import { SUPPORT_TIERS } from "#protocol/support-tiers";
import type { Conversation } from "#protocol/vocabulary";
import { conversation } from "./conversation-nouns.ts";
import { array, boolean, type Decoder, integer, object, oneOf, string } from "./decoder.ts";
import { presenceStatus, slug } from "./nouns.ts";
import { whereabouts } from "./whereabouts.ts";

export const conversationAnswer: Decoder<{ conversation: Conversation }> = object({ conversation });

const person = { id: string, name: string, role: oneOf(...ROLES), teamIds: array(slug) };
export const me: Decoder<Me> = object(
  { ...person, email: string, permissions: array(string) },
  { roleName: string, mustEnrol: boolean },
);
export const agentList: Decoder<{ items: AgentSummary[] }> = object({
  items: array(
    object({ ...person, takesWork: boolean, status: presenceStatus }, { inboxIds: array(slug), ...whereabouts }),
  ),
});
export const teamList: Decoder<{ items: TeamSummary[] }> = object({
  items: array(object({ id: slug, name: string, supportTier: oneOf(...SUPPORT_TIERS) }, { manualUntilMs: integer(0) })),
});
