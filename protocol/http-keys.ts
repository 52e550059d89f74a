/** The HTTP half of the contract: the key ring. */
import { z } from "zod";
import { KEY_RINGS } from "#protocol/constants";
import { BASE_CODES, type Operation } from "#protocol/operation";
import { instant } from "#protocol/vocabulary";

const keyRing = z.enum(KEY_RINGS);

export const ringKey = z
  .object({
    id: z.string(),
    state: z.enum(["current", "old", "missing"]).meta({
      description:
        "`missing`: data names it and the ring does not have it; what it protects cannot be read until it does.",
    }),
    rows: z.int().min(0).meta({ description: "What names it in D1: data keys, or contacts' entries." }),
    copies: z
      .int()
      .min(0)
      .meta({ description: "Copies in actors that the last pass found under it and could not move." }),
    mayRemove: z.boolean().meta({ description: "Nothing names it any more; it may be taken out of the secret." }),
  })
  .meta({ id: "RingKey" });
export type RingKey = z.infer<typeof ringKey>;

export const keyRotation = z
  .object({
    keyId: z.string(),
    stage: z.string(),
    startedAt: instant,
    total: z.int().min(0),
    done: z.int().min(0),
    failed: z.int().min(0).meta({ description: "Could not be done in this pass, and is tried again." }),
    endedAt: instant.optional(),
  })
  .meta({ id: "KeyRotation" });
export type KeyRotation = z.infer<typeof keyRotation>;

export const keyRingStatus = z
  .object({
    ring: keyRing,
    keys: z.array(ringKey),
    rotation: keyRotation.optional().meta({ description: "The last one; it runs as long as it has no end." }),
  })
  .meta({ id: "KeyRingStatus" });
export type KeyRingStatus = z.infer<typeof keyRingStatus>;

export const keysAnswer = z.object({ items: z.array(keyRingStatus) }).meta({ id: "Keys" });

export const startRotationBody = z.object({ ring: keyRing });

export const keysOperations = {
  listKeys: {
    method: "get",
    path: "/api/v1/admin/keys",
    summary: "Which keys there are, what names them, and how far a rotation is.",
    credential: "agent",
    status: 200,
    answer: keysAnswer,
    codes: BASE_CODES,
  },
  startKeyRotation: {
    method: "post",
    path: "/api/v1/admin/keys/rotation",
    summary: "Moves everything to the ring's first key, in the background. A new key in front does so by itself.",
    credential: "agent",
    body: startRotationBody,
    status: 200,
    answer: keyRingStatus,
    codes: [...BASE_CODES, "conflict"],
  },
} as const satisfies Record<string, Operation>;
