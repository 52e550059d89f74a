import type { ApiOptions } from "#client/lib/api.ts";

/** The console is served by the instance that it talks to; the session is its cookie. */
export const api: ApiOptions = { baseUrl: "", fetch: (input, init) => fetch(input, init) };

/** For sockets, which need the whole address. */
export const origin = location.origin;
