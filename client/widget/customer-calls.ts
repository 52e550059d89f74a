/** The customer's HTTP calls, with one more try after a renewal when the token was refused. */
import { ApiError, type ApiOptions } from "#client/lib/api.ts";
import type { CustomerSession } from "./session.ts";

export class CustomerCalls {
  readonly #session: CustomerSession;
  readonly #api: ApiOptions;

  constructor(session: CustomerSession, baseUrl: string, fetch: ApiOptions["fetch"]) {
    this.#session = session;
    this.#api = { baseUrl, fetch, token: () => session.token() };
  }

  /** @throws ApiError */
  async ask<Answer>(call: (api: ApiOptions) => Promise<Answer>): Promise<Answer> {
    try {
      return await call(this.#api);
    } catch (error) {
      if (!(error instanceof ApiError) || error.code !== "unauthenticated") throw error;
      await this.#session.renew();
      return call(this.#api);
    }
  }
}
