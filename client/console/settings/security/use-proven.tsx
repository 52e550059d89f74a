/** Asks for a proof once more, where the server wants it for a change of how somebody signs in. */
import { type ReactNode, useCallback, useState } from "react";
import { ApiError } from "#client/lib/api.ts";
import type { Proof } from "#client/lib/security-api.ts";
import { ProofDialog } from "./proof-dialog.tsx";

/** Nobody proved anything: the dialog was closed. */
export class NotProven extends Error {
  override readonly name = "NotProven";
}

interface Asked {
  readonly answer: (proof: Proof | undefined) => void;
  readonly refusal: ApiError | undefined;
}

export interface Proven {
  /** Does something that may want a proof, and asks for it as often as it is wrong. @throws NotProven */
  readonly run: <Value>(action: (proof: Proof) => Promise<Value>) => Promise<Value>;
  /** To be rendered. */
  readonly dialog: ReactNode;
}

export function useProven(): Proven {
  const [asked, setAsked] = useState<Asked>();
  const run = useCallback(async <Value,>(action: (proof: Proof) => Promise<Value>): Promise<Value> => {
    let given: Proof = {};
    for (;;) {
      try {
        return await action(given);
      } catch (error) {
        if (!isAboutProof(error)) throw error;
        const refusal = error.reason === "password_wanted" ? undefined : error;
        const proof = await new Promise<Proof | undefined>((answer) => setAsked({ answer, refusal }));
        setAsked(undefined);
        if (proof === undefined) throw new NotProven();
        given = proof;
      }
    }
  }, []);
  const dialog = asked !== undefined && (
    <ProofDialog refusal={asked.refusal} onProof={asked.answer} onClose={() => asked.answer(undefined)} />
  );
  return { run, dialog };
}

const ABOUT_PROOF: readonly unknown[] = ["password_wanted", "password_wrong", "proof_wanted", "proof_wrong"];

function isAboutProof(error: unknown): error is ApiError {
  return error instanceof ApiError && ABOUT_PROOF.includes(error.reason);
}
