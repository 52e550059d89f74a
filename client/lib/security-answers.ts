/** Hand decoders of the answers about one's own sign-in; held equal to `#protocol/http-security` by `security-answers.test.ts`. */
import type {
  Passkey,
  RecoveryCodes,
  RoleSecurity,
  SecondFactorStep,
  SecurityOverview,
  SessionRow,
  TotpSetUp,
} from "#protocol/http-security";
import { array, boolean, type Decoder, integer, object, oneOf, string } from "./decoder.ts";
import { id, instant, slug } from "./nouns.ts";

export const done: Decoder<{ done: true }> = object({ done: oneOf(true) });
export const secondFactorStep: Decoder<SecondFactorStep> = object({
  totp: boolean,
  passkey: boolean,
  recoveryCode: boolean,
});
const passkey: Decoder<Passkey> = object({ id, name: string, createdAt: instant }, { lastUsedAt: instant });
export const securityOverview: Decoder<SecurityOverview> = object(
  { secondFactorRequired: boolean, recoveryCodesLeft: integer(0), passkeys: array(passkey) },
  { totpSince: instant },
);
export const totpSetUp: Decoder<TotpSetUp> = object({ secret: string, uri: string });
export const recoveryCodes: Decoder<RecoveryCodes> = object({ recoveryCodes: array(string) });
const sessionRow: Decoder<SessionRow> = object(
  { id, startedAt: instant, seenAt: instant, isCurrent: boolean },
  { browser: string, system: string },
);
export const sessionList: Decoder<{ items: SessionRow[] }> = object({ items: array(sessionRow) });
export const roleSecurity: Decoder<RoleSecurity> = object({
  items: array(object({ role: slug, secondFactorRequired: boolean })),
});

const publicKey = oneOf("public-key");
const credentialId = object({
  id: string,
  type: publicKey,
  transports: array(oneOf("ble", "cable", "hybrid", "internal", "nfc", "smart-card", "usb")),
});
const required = oneOf("required");

/** What the browser is asked for to sign in with a passkey: `PublicKeyCredentialRequestOptionsJSON` as far as we use it. */
export const passkeyRequest = object({
  options: object({ challenge: string, rpId: string, timeout: integer(0), userVerification: required }),
});
/** As {@link passkeyRequest}, to make one: `PublicKeyCredentialCreationOptionsJSON`. */
export const passkeyCreation = object({
  options: object({
    challenge: string,
    rp: object({ id: string, name: string }),
    user: object({ id: string, name: string, displayName: string }),
    pubKeyCredParams: array(object({ type: publicKey, alg: integer(-65_536) })),
    timeout: integer(0),
    attestation: oneOf("none"),
    excludeCredentials: array(credentialId),
    authenticatorSelection: object({ residentKey: required, userVerification: required }),
  }),
});
