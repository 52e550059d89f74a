/** A time in which a team's work is handed out by hand, for leads of that team. */
import { type ApiOptions, call } from "./api.ts";
import { object } from "./decoder.ts";

const nothing = object({});

/** @param minutes from now; 0: offered again. @throws ApiError */
export async function handOutByHand(api: ApiOptions, teamId: string, minutes: number): Promise<void> {
  const path = `/api/v1/teams/${encodeURIComponent(teamId)}/manual`;
  await call(api, { method: "PUT", path, body: { minutes }, answer: nothing });
}
