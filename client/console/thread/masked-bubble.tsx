import type { ReactNode } from "react";
import { api } from "#client/console/api.ts";
import { ShowButton } from "#client/console/customer/show-button.tsx";
import { useReveal } from "#client/console/customer/use-reveal.ts";
import { useMay } from "#client/console/session/me.ts";
import { useWordsOf } from "#client/console/words.tsx";
import { customerWords } from "#client/i18n/console-customer.ts";
import { showMessage } from "#client/lib/contact-api.ts";
import type { Message } from "#protocol/vocabulary";
import classes from "./bubble.module.css";

/** A message of which the reader gets a hint; with the permission they can look at all of it for a moment. */
export function MaskedBubble({ message, render }: { message: Message; render: (text: string) => ReactNode }) {
  const { t } = useWordsOf(customerWords);
  const mayShow = useMay("personal.reveal");
  const reveal = useReveal(() => showMessage(api, message.conversationId, message.id));
  return (
    <>
      {render(reveal.text ?? message.content)}
      <div className={classes.below} data-testid="masked" data-shown={reveal.text !== undefined || undefined}>
        <span>{t(reveal.text === undefined ? "reveal.message" : "reveal.shown")}</span>
        {mayShow && <ShowButton reveal={reveal} testId="show-message" />}
      </div>
    </>
  );
}
