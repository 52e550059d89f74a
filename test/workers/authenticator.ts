/**
 * An authenticator made of software, for what no browser would do: sign for a foreign page, without its owner, or a second time. ES256,
 * attestation `none`; the layouts are those of WebAuthn level 3, §6.1 and §6.5, and of COSE (RFC 9053).
 */
import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from "node:crypto";
import { ORIGIN } from "#test/workers/shop";

const USER_PRESENT = 0x01;
const USER_VERIFIED = 0x04;
const HAS_CREDENTIAL = 0x40;

export interface Ceremony {
  readonly challenge: string;
  /** The page that asks; the desk's own by default. */
  readonly origin?: string;
  readonly rpId?: string;
  /** Whether the owner showed a finger, a face or a PIN; by default they did. */
  readonly isVerified?: boolean;
}

export class Authenticator {
  readonly id = randomBytes(16).toString("base64url");
  readonly #publicKey: KeyObject;
  readonly #privateKey: KeyObject;
  /** As the next signature has it. */
  counter = 1;

  constructor() {
    const pair = generateKeyPairSync("ec", { namedCurve: "P-256" });
    this.#publicKey = pair.publicKey;
    this.#privateKey = pair.privateKey;
  }

  /** What `navigator.credentials.create` gives, as JSON. */
  create(ceremony: Ceremony) {
    const authData = Buffer.concat([this.#head(ceremony, HAS_CREDENTIAL), this.#credential()]);
    const attestationObject = map([
      [text("fmt"), text("none")],
      [text("attStmt"), map([])],
      [text("authData"), bytes(authData)],
    ]);
    return this.#answer({
      clientDataJSON: clientData("webauthn.create", ceremony),
      attestationObject: attestationObject.toString("base64url"),
      transports: ["internal"],
    });
  }

  /** What `navigator.credentials.get` gives, as JSON. */
  get(ceremony: Ceremony) {
    const clientDataJSON = clientData("webauthn.get", ceremony);
    const authenticatorData = this.#head(ceremony, 0);
    const signed = Buffer.concat([authenticatorData, sha256(Buffer.from(clientDataJSON, "base64url"))]);
    return this.#answer({
      clientDataJSON,
      authenticatorData: authenticatorData.toString("base64url"),
      signature: sign("sha256", signed, this.#privateKey).toString("base64url"),
    });
  }

  #answer<Response>(response: Response) {
    return { id: this.id, rawId: this.id, type: "public-key", clientExtensionResults: {}, response };
  }

  #head({ rpId = new URL(ORIGIN).hostname, isVerified = true }: Ceremony, flags: number): Buffer {
    const head = Buffer.alloc(37);
    sha256(Buffer.from(rpId)).copy(head);
    head.writeUInt8(flags | USER_PRESENT | (isVerified ? USER_VERIFIED : 0), 32);
    head.writeUInt32BE(this.counter, 33);
    return head;
  }

  #credential(): Buffer {
    const { x = "", y = "" } = this.#publicKey.export({ format: "jwk" });
    const key = map([
      [integer(1), integer(2)],
      [integer(3), integer(-7)],
      [integer(-1), integer(1)],
      [integer(-2), bytes(Buffer.from(x, "base64url"))],
      [integer(-3), bytes(Buffer.from(y, "base64url"))],
    ]);
    const id = Buffer.from(this.id, "base64url");
    const length = Buffer.alloc(2);
    length.writeUInt16BE(id.length);
    return Buffer.concat([Buffer.alloc(16), length, id, key]);
  }
}

function clientData(type: string, { challenge, origin = ORIGIN }: Ceremony): string {
  return Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false })).toString("base64url");
}

function sha256(data: Buffer): Buffer {
  return createHash("sha256").update(data).digest();
}

/** CBOR (RFC 8949), as little of it as there is to say. */
function head(major: number, count: number): Buffer {
  return count < 24 ? Buffer.from([(major << 5) | count]) : Buffer.from([(major << 5) | 24, count]);
}
function integer(value: number): Buffer {
  return value >= 0 ? head(0, value) : head(1, -1 - value);
}
function bytes(value: Buffer): Buffer {
  return Buffer.concat([head(2, value.length), value]);
}
function text(value: string): Buffer {
  return Buffer.concat([head(3, value.length), Buffer.from(value)]);
}
function map(entries: readonly (readonly [Buffer, Buffer])[]): Buffer {
  return Buffer.concat([head(5, entries.length), ...entries.flat()]);
}
