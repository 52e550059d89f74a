/** What a person is told by mail of a change to how they sign in; the change holds whether or not the mail goes out. */
import { database } from "#domain/database";
import { secondFactorRemovedMail } from "#domain/identity/mails";
import { findById } from "#domain/identity/passwords";
import type { Mail } from "#domain/identity/ports";
import type { AgentPrincipal } from "#domain/identity/principal";
import { mailer } from "#worker/adapters/mail";
import type { AppContext } from "#worker/environment";

/** Nobody waits for it. */
export function tell(c: AppContext, email: string, text: Pick<Mail, "subject" | "text">): void {
  c.executionCtx.waitUntil(quietly(mailer(c.env).send({ to: email, ...text })));
}

/** A second factor less: whoever did not do it themselves should know. */
export async function tellOfRemoval(c: AppContext, principal: AgentPrincipal): Promise<void> {
  const found = await findById(database(c.env.DB), principal.id);
  if (found !== undefined) tell(c, found.account.email, secondFactorRemovedMail());
}

/** Logs by class what goes wrong after the answer. */
export async function quietly(work: Promise<void>): Promise<void> {
  try {
    await work;
  } catch (error) {
    const name = error instanceof Error ? error.name : "unknown";
    console.error(JSON.stringify({ level: "error", event: "mail failed", error: name }));
  }
}
