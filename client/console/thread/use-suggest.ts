/** What is offered at the caret: looked up when it is asked for, walked through by keys, put into the text when chosen. */
import { queryOptions, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "#client/console/api.ts";
import { whereaboutsOf } from "#client/console/format/whereabouts.ts";
import { agentsQuery } from "#client/console/session/directory.ts";
import { useMe } from "#client/console/session/me.ts";
import { useWordsOf } from "#client/console/words.tsx";
import { deskWords } from "#client/i18n/console-desk.ts";
import { cannedResponses } from "#client/lib/canned-api.ts";
import type { AgentSummary } from "#protocol/http";
import { type Trigger, triggerAt } from "./composer-trigger.ts";
import { cannedSuggestions, emojiSuggestions, mentionSuggestions, type Suggestion } from "./suggestions.ts";

const FRESH_MS = 60_000;

export const cannedQuery = queryOptions({
  queryKey: ["canned"],
  queryFn: () => cannedResponses(api),
  staleTime: FRESH_MS,
});
const emojiQuery = queryOptions({
  queryKey: ["emoji"],
  queryFn: () => import("#client/i18n/emoji.ts").then(({ EMOJI }) => EMOJI),
  staleTime: Number.POSITIVE_INFINITY,
});

export interface Suggest {
  readonly trigger: Trigger;
  readonly items: readonly Suggestion[];
  readonly state: "loading" | "ready" | "failed";
  readonly active: number;
}

/** One of the list, the last and the first next to one another. */
export function stepped(active: number, by: 1 | -1, count: number): number {
  return count === 0 ? 0 : (active + by + count) % count;
}

export interface SuggestOptions {
  readonly text: string;
  /** Where the writer is; undefined while they are elsewhere. */
  readonly caret: number | undefined;
  readonly isNote: boolean;
  /** In the place of `{customer}`. */
  readonly customer: string;
  /** Whom a note may name; everybody if it does not say. */
  readonly mayHear?: ((agent: AgentSummary) => boolean) | undefined;
}

export function useSuggest({ text, caret, isNote, customer, mayHear = () => true }: SuggestOptions) {
  const { t, locale } = useWordsOf(deskWords);
  const me = useMe();
  const [choice, setChoice] = useState({ key: "", active: 0 });
  const [dismissed, setDismissed] = useState<string>();
  const trigger = caret === undefined ? undefined : triggerAt(text, caret, isNote);
  const canned = useQuery({ ...cannedQuery, enabled: trigger?.kind === "canned" });
  const emoji = useQuery({ ...emojiQuery, enabled: trigger?.kind === "emoji" });
  const agents = useQuery({ ...agentsQuery, enabled: trigger?.kind === "mention" });

  const place = trigger && `${trigger.kind}:${trigger.from}`;
  const found = trigger && lookUp(trigger);
  // A sign in front of what nothing fits is most likely no more than a sign.
  const isIdle = trigger?.query !== "" && found?.state === "ready" && found.items.length === 0;
  const key = `${place}:${trigger?.query}`;
  const suggest: Suggest | undefined =
    trigger === undefined || found === undefined || place === dismissed || isIdle
      ? undefined
      : { trigger, ...found, active: choice.key === key ? Math.min(choice.active, found.items.length - 1) : 0 };
  return {
    suggest,
    step: (by: 1 | -1) => suggest && setChoice({ key, active: stepped(suggest.active, by, suggest.items.length) }),
    dismiss: () => setDismissed(place),
    /** The writer asks for it anew. */
    recall: () => setDismissed(undefined),
  };

  function lookUp({ kind, query }: Trigger): Pick<Suggest, "items" | "state"> {
    switch (kind) {
      case "canned": {
        const names = { customer, agent: me.name };
        return { items: cannedSuggestions(canned.data ?? [], query, locale, names), state: stateOf(canned) };
      }
      case "emoji":
        return { items: emojiSuggestions(emoji.data ?? [], query, locale), state: stateOf(emoji) };
      case "mention": {
        const others = (agents.data ?? []).filter((agent) => agent.id !== me.id && mayHear(agent));
        const named = others.map((agent) => ({ ...agent, detail: whereaboutsOf(agent, t, locale) }));
        return { items: mentionSuggestions(named, query), state: stateOf(agents) };
      }
    }
  }
}

function stateOf({ data, isError }: { data: unknown; isError: boolean }): Suggest["state"] {
  if (data !== undefined) return "ready";
  return isError ? "failed" : "loading";
}
