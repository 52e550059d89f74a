/** Hand decoders of what the identification page is told; held equal to `#protocol/http-inboxes` by `inboxes-answers.test.ts`. */
import type { IdentitySecret, InboxSummary } from "#protocol/http-inboxes";
import { array, type Decoder, object, string } from "./decoder.ts";
import { instant, slug } from "./nouns.ts";

export const inboxList: Decoder<{ items: InboxSummary[] }> = object({
  items: array(object({ id: slug, name: string }, { lastSeenAt: instant })),
});

export const identitySecret: Decoder<IdentitySecret> = object({ secret: string }, { previousValidUntil: instant });
