/** What the pages of people and roles read, and how one tells of a change to all that show it. */
import { type QueryClient, queryOptions } from "@tanstack/react-query";
import { api } from "#client/console/api.ts";
import { choices, people } from "#client/lib/people-api.ts";

const KEY = ["people"];

export const peopleQuery = queryOptions({ queryKey: [...KEY, "accounts"], queryFn: () => people(api) });
export const choicesQuery = queryOptions({ queryKey: [...KEY, "choices"], queryFn: () => choices(api) });

/** Accounts, roles or invitations have changed: whoever shows them asks again, lists of colleagues too. */
export async function peopleChanged(queries: QueryClient): Promise<void> {
  await Promise.all([
    queries.invalidateQueries({ queryKey: KEY }),
    queries.invalidateQueries({ queryKey: ["roles"] }),
    queries.invalidateQueries({ queryKey: ["agents"] }),
  ]);
}
