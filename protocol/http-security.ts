/** The HTTP half of the contract: one's own sign-in: password, second factor, passkeys, sessions. */
import { z } from "zod";
import { MAX_PASSKEY_NAME_CHARS, MAX_PASSWORD_CHARS } from "#protocol/constants";
import { BASE_CODES, done, type Operation } from "#protocol/operation";
import { email, id, instant, locale, role, slug } from "#protocol/vocabulary";

/** Longer ones are nobody's: a code has six digits, or sixteen letters in groups. */
const MAX_CODE_CHARS = 32;
/** Of a credential in base64url; authenticators make up to 1,023 bytes (WebAuthn §4). */
const MAX_CREDENTIAL_ID_CHARS = 1_400;
const MAX_AUTHENTICATOR_CHARS = 16_384;

const password = z.string().min(1).max(MAX_PASSWORD_CHARS);
const code = z.string().min(1).max(MAX_CODE_CHARS);
const token = z.string().regex(/^[A-Za-z0-9_-]{43}$/);
const passkeyName = z
  .string()
  .trim()
  .min(1)
  .max(MAX_PASSKEY_NAME_CHARS)
  .refine((name) => name.isWellFormed());

export const signedInUser = z.object({ id: z.string(), name: z.string(), email: z.string(), role });
/** Whom the cookie that comes with it speaks for. */
export const signedIn = z.object({ user: signedInUser }).meta({ id: "SignedIn" });
export type SignedIn = z.infer<typeof signedIn>;

export const secondFactorStep = z
  .object({ totp: z.boolean(), passkey: z.boolean(), recoveryCode: z.boolean() })
  .meta({ id: "SecondFactorStep" });
export type SecondFactorStep = z.infer<typeof secondFactorStep>;

const base64url = (maxChars: number) =>
  z
    .string()
    .max(maxChars)
    .regex(/^[A-Za-z0-9_-]+$/);
const credential = {
  id: base64url(MAX_CREDENTIAL_ID_CHARS),
  rawId: base64url(MAX_CREDENTIAL_ID_CHARS),
  type: z.literal("public-key"),
  clientExtensionResults: z.looseObject({}).transform(() => ({})),
};
/** `PublicKeyCredential.toJSON()` of an assertion (WebAuthn level 3). */
export const assertion = z
  .object({
    ...credential,
    response: z.object({
      clientDataJSON: base64url(MAX_AUTHENTICATOR_CHARS),
      authenticatorData: base64url(MAX_AUTHENTICATOR_CHARS),
      signature: base64url(MAX_AUTHENTICATOR_CHARS),
      userHandle: base64url(128).optional(),
    }),
  })
  .meta({ id: "PasskeyAssertion" });
/**
 * That it is really they; asked for unless this session has begun within the last ten minutes. The password, with a code of the app where
 * there is a second factor, or a passkey (asked for as for signing in) in place of both.
 */
export const proof = z.object({
  password: password.optional(),
  code: code.optional(),
  passkey: assertion.optional(),
});
/** `PublicKeyCredential.toJSON()` of a new credential (WebAuthn level 3). */
export const attestation = z
  .object({
    ...credential,
    response: z.object({
      clientDataJSON: base64url(MAX_AUTHENTICATOR_CHARS),
      attestationObject: base64url(MAX_AUTHENTICATOR_CHARS),
      transports: z
        .array(z.enum(["ble", "cable", "hybrid", "internal", "nfc", "smart-card", "usb"]))
        .max(8)
        .optional(),
    }),
  })
  .meta({ id: "PasskeyAttestation" });

/** What a browser's `navigator.credentials` is to be asked: `…OptionsJSON` of WebAuthn level 3. */
export const passkeyOptions = z.object({ options: z.looseObject({ challenge: z.string() }) }).meta({
  id: "PasskeyOptions",
});

export const passkey = z
  .object({ id, name: z.string(), createdAt: instant, lastUsedAt: instant.optional() })
  .meta({ id: "Passkey" });
export type Passkey = z.infer<typeof passkey>;

export const securityOverview = z
  .object({
    secondFactorRequired: z.boolean().meta({ description: "The role asks for one." }),
    totpSince: instant.optional().meta({ description: "Absent without a confirmed authenticator app." }),
    recoveryCodesLeft: z.int().min(0),
    passkeys: z.array(passkey),
  })
  .meta({ id: "SecurityOverview" });
export type SecurityOverview = z.infer<typeof securityOverview>;

export const totpSetUp = z
  .object({
    secret: z.string().meta({ description: "Base 32, to be typed where the QR code cannot be read." }),
    uri: z.string().meta({ description: "What the QR code holds." }),
  })
  .meta({ id: "TotpSetUp" });
export type TotpSetUp = z.infer<typeof totpSetUp>;

export const recoveryCodes = z
  .object({
    recoveryCodes: z.array(z.string()).meta({
      description: "Shown this once. Empty where those that there are go on being good.",
    }),
  })
  .meta({ id: "RecoveryCodes" });
export type RecoveryCodes = z.infer<typeof recoveryCodes>;

export const sessionRow = z
  .object({
    id,
    browser: z.string().optional(),
    system: z.string().optional(),
    startedAt: instant,
    seenAt: instant.meta({ description: "To within ten minutes." }),
    isCurrent: z.boolean(),
  })
  .meta({ id: "SessionRow" });
export type SessionRow = z.infer<typeof sessionRow>;
export const sessionList = z.object({ items: z.array(sessionRow) }).meta({ id: "SessionList" });

export const roleSecurity = z
  .object({ items: z.array(z.object({ role: slug, secondFactorRequired: z.boolean() })) })
  .meta({
    id: "RoleSecurity",
    description: "Built-in roles by name, custom ones by id; one that is absent needs none.",
  });
export type RoleSecurity = z.infer<typeof roleSecurity>;

const ofId = z.object({ id });
const ofAccount = z.object({ id: slug });
const OWN_CODES = [...BASE_CODES, "not_found", "conflict"] as const;

export const securityOperations = {
  secondFactorStep: {
    method: "get",
    path: "/api/v1/sign-in/second-factor",
    summary: "What the sign-in that asked for a second factor takes.",
    credential: "none",
    status: 200,
    answer: secondFactorStep,
    codes: ["unauthenticated", "unavailable"],
  },
  signInWithCode: {
    method: "post",
    path: "/api/v1/sign-in/second-factor",
    summary: "The second step of signing in: a code of the authenticator app, or a recovery code.",
    credential: "none",
    body: z.union([z.strictObject({ code }), z.strictObject({ recoveryCode: code })]),
    status: 200,
    answer: signedIn,
    codes: BASE_CODES,
  },
  passkeySignInOptions: {
    method: "post",
    path: "/api/v1/sign-in/passkey/options",
    summary: "What to ask the browser for, to sign in with a passkey.",
    credential: "none",
    status: 200,
    answer: passkeyOptions,
    codes: BASE_CODES,
  },
  signInWithPasskey: {
    method: "post",
    path: "/api/v1/sign-in/passkey",
    summary: "Signs in with a passkey, which is both factors.",
    credential: "none",
    body: z.object({ response: assertion }),
    status: 200,
    answer: signedIn,
    codes: BASE_CODES,
  },
  requestPasswordReset: {
    method: "post",
    path: "/api/v1/password-resets",
    summary: "Mails a link for a new password to the account, if there is one; the answer is always the same.",
    credential: "none",
    body: z.object({ email, locale }),
    status: 200,
    answer: done,
    codes: BASE_CODES,
  },
  resetPassword: {
    method: "post",
    path: "/api/v1/password-resets/finish",
    summary: "Sets a new password with the token of the link, once, and ends all sessions.",
    credential: "none",
    body: z.object({ token, password, locale }),
    status: 200,
    answer: done,
    codes: [...BASE_CODES, "not_found"],
  },
  readSecurity: {
    method: "get",
    path: "/api/v1/account/security",
    summary: "How one signs in oneself.",
    credential: "agent",
    status: 200,
    answer: securityOverview,
    codes: BASE_CODES,
  },
  changePassword: {
    method: "post",
    path: "/api/v1/account/password",
    summary: "Changes one's password and ends one's other sessions.",
    credential: "agent",
    body: z.object({ currentPassword: password, newPassword: password, locale }),
    status: 200,
    answer: done,
    codes: OWN_CODES,
  },
  beginTotp: {
    method: "post",
    path: "/api/v1/account/totp",
    summary: "A secret for an authenticator app; it counts once a code confirms it.",
    credential: "agent",
    body: proof,
    status: 200,
    answer: totpSetUp,
    codes: OWN_CODES,
  },
  confirmTotp: {
    method: "post",
    path: "/api/v1/account/totp/confirm",
    summary: "Confirms the app by a code. All sessions end; the answer sets the cookie of a new one.",
    credential: "agent",
    body: z.object({ code }),
    status: 200,
    answer: recoveryCodes,
    codes: OWN_CODES,
  },
  removeTotp: {
    method: "post",
    path: "/api/v1/account/totp/remove",
    summary: "Takes the authenticator app away again.",
    credential: "agent",
    body: proof,
    status: 200,
    answer: done,
    codes: OWN_CODES,
  },
  makeRecoveryCodes: {
    method: "post",
    path: "/api/v1/account/recovery-codes",
    summary: "New recovery codes in place of all earlier ones.",
    credential: "agent",
    body: proof,
    status: 200,
    answer: recoveryCodes,
    codes: OWN_CODES,
  },
  passkeyOptions: {
    method: "post",
    path: "/api/v1/account/passkeys/options",
    summary: "What to ask the browser for, to make a passkey.",
    credential: "agent",
    body: proof,
    status: 200,
    answer: passkeyOptions,
    codes: OWN_CODES,
  },
  addPasskey: {
    method: "post",
    path: "/api/v1/account/passkeys",
    summary: "Adds the passkey that the browser made. With the first second factor all sessions end, as with an app.",
    credential: "agent",
    body: z.object({ name: passkeyName, response: attestation }),
    status: 200,
    answer: recoveryCodes,
    codes: OWN_CODES,
  },
  renamePasskey: {
    method: "post",
    path: "/api/v1/account/passkeys/:id/rename",
    summary: "Calls a passkey something else.",
    credential: "agent",
    params: ofId,
    body: z.object({ name: passkeyName }),
    status: 200,
    answer: done,
    codes: OWN_CODES,
  },
  removePasskey: {
    method: "post",
    path: "/api/v1/account/passkeys/:id/remove",
    summary: "Takes a passkey away.",
    credential: "agent",
    params: ofId,
    body: proof,
    status: 200,
    answer: done,
    codes: OWN_CODES,
  },
  listSessions: {
    method: "get",
    path: "/api/v1/account/sessions",
    summary: "Where one is signed in.",
    credential: "agent",
    status: 200,
    answer: sessionList,
    codes: BASE_CODES,
  },
  endSession: {
    method: "post",
    path: "/api/v1/account/sessions/:id/end",
    summary: "Signs out one of one's sessions.",
    credential: "agent",
    params: ofId,
    status: 200,
    answer: done,
    codes: OWN_CODES,
  },
  endOtherSessions: {
    method: "post",
    path: "/api/v1/account/sessions/end-others",
    summary: "Signs out everywhere but here.",
    credential: "agent",
    status: 200,
    answer: done,
    codes: OWN_CODES,
  },
  listSessionsOf: {
    method: "get",
    path: "/api/v1/accounts/:id/sessions",
    summary: "Where somebody else is signed in.",
    credential: "agent",
    params: ofAccount,
    status: 200,
    answer: sessionList,
    codes: [...BASE_CODES, "not_found"],
  },
  endSessionsOf: {
    method: "post",
    path: "/api/v1/accounts/:id/sessions/end",
    summary: "Signs somebody else out: of one session, or of all.",
    credential: "agent",
    params: ofAccount,
    body: z.object({ sessionId: id.optional() }),
    status: 200,
    answer: done,
    codes: [...BASE_CODES, "not_found"],
  },
  readRoleSecurity: {
    method: "get",
    path: "/api/v1/role-security",
    summary: "Which roles need a second factor.",
    credential: "agent",
    status: 200,
    answer: roleSecurity,
    codes: BASE_CODES,
  },
  setRoleSecurity: {
    method: "post",
    path: "/api/v1/role-security",
    summary: "Asks a role for a second factor, or no longer.",
    credential: "agent",
    body: z.object({ role: slug, secondFactorRequired: z.boolean() }),
    status: 200,
    answer: done,
    codes: [...BASE_CODES, "not_found"],
  },
} as const satisfies Record<string, Operation>;
