/** Mail to staff through Cloudflare's Email Service; locally it is written to files. */
import type { Mail, Mailer } from "#domain/identity/ports";
import type { Environment } from "#worker/environment";

export function mailer(env: Pick<Environment, "EMAIL" | "MAIL_FROM">): Mailer {
  return {
    async send({ to, subject, text }: Mail): Promise<void> {
      try {
        await env.EMAIL.send({ from: env.MAIL_FROM, to, subject, text });
      } catch (error) {
        // Its message may quote the address.
        throw new Error(`mail was not taken: ${error instanceof Error ? error.name : typeof error}`);
      }
    },
  };
}
