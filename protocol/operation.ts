/** What one HTTP operation is: the room's lists of them meet in `http.ts`. */
import { z } from "zod";
import { DEFAULT_PAGE_LIMIT, type ERROR_CODES, MAX_PAGE_LIMIT } from "#protocol/constants";

/** One HTTP operation: what OpenAPI documents and the router parses. `status` is that of success. */
export interface Operation {
  readonly method: "get" | "post" | "put" | "delete";
  /** With `:name` parameters, as the router takes it. */
  readonly path: string;
  readonly summary: string;
  /** Which credential it takes: a customer's bearer token, an agent's cookie, either or none. */
  readonly credential: "none" | "customer" | "agent" | "either";
  readonly params?: z.ZodObject;
  readonly query?: z.ZodObject;
  readonly body?: z.ZodType;
  /** Parsed as they came; names in lower case. */
  readonly headers?: z.ZodObject;
  /** Its body is a file, which its handler reads itself. */
  readonly bytes?: { readonly description: string };
  readonly status: 200 | 201 | 101;
  /** Absent where the answer is not JSON of ours (a socket). */
  readonly answer?: z.ZodType;
  readonly codes: readonly (typeof ERROR_CODES)[number][];
}

/** What any operation with a credential may answer. */
export const BASE_CODES = ["bad_frame", "unauthenticated", "forbidden", "rate_limited", "unavailable"] as const;

/** Of lists: how many rows a page has, and where it goes on. */
export const limit = z.coerce.number().int().min(1).max(MAX_PAGE_LIMIT).default(DEFAULT_PAGE_LIMIT);
export const cursor = z.string().min(1).max(512).optional();

/** An answer that has nothing more to say than that it is done. */
export const done = z.object({ done: z.literal(true) }).meta({ id: "Done" });
