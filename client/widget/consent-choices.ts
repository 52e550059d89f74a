/** What this customer is asked, what they answered, and their next answer. Nobody becomes a contact by looking. */
import { type ApiOptions, call } from "#client/lib/api.ts";
import { array, boolean, type Decoder, integer, object, oneOf, string } from "#client/lib/decoder.ts";
import { CONSENT_PURPOSES } from "#protocol/constants";
import type { OwnConsent } from "#protocol/http-privacy";
import type { CustomerSession } from "./session.ts";

const words = object({ title: string, body: string });
const version = integer(1);
const consent: Decoder<OwnConsent> = object(
  { purpose: oneOf(...CONSENT_PURPOSES), version, texts: object({ en: words, "zh-CN": words }) },
  { answer: object({ version, given: boolean, answeredAt: string }) },
);
const list = object({ items: array(consent) });

export interface ConsentPorts {
  readonly inboxId: string;
  readonly baseUrl: string;
  readonly session: Pick<CustomerSession, "exists" | "token">;
  readonly fetch: ApiOptions["fetch"];
}

export class ConsentChoices {
  readonly #ports: ConsentPorts;
  items: readonly OwnConsent[] = [];
  changed: () => void = () => undefined;

  constructor(ports: ConsentPorts) {
    this.#ports = ports;
  }

  /** Those that this version of was not answered. */
  get unanswered(): OwnConsent[] {
    return this.items.filter(({ answer, version: current }) => answer?.version !== current);
  }

  /** A failure is no news: it is asked again with the next opening. */
  async load(): Promise<void> {
    const { inboxId, session } = this.#ports;
    const path = session.exists
      ? "/api/v1/widget/consents"
      : `/api/v1/widget/consent-texts?inboxId=${encodeURIComponent(inboxId)}`;
    try {
      this.items = (await call(this.#api(session.exists), { method: "GET", path, answer: list })).items;
      this.changed();
    } catch {
      // Chatting goes on without it.
    }
  }

  /** @throws ApiError */
  async answer({ purpose, version: answered }: OwnConsent, given: boolean): Promise<void> {
    const body = { purpose, version: answered, given };
    const path = "/api/v1/widget/consents";
    const noted = await call(this.#api(true), { method: "POST", path, body, answer: consent });
    this.items = this.items.map((item) => (item.purpose === purpose ? noted : item));
    this.changed();
  }

  #api(withToken: boolean): ApiOptions {
    const { baseUrl, fetch, session } = this.#ports;
    return { baseUrl, fetch, token: withToken ? () => session.token() : async () => "" };
  }
}
