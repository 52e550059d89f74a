import type { ReactNode } from "react";
import { api } from "#client/console/api.ts";
import { useMay } from "#client/console/session/me.ts";
import { useWordsOf } from "#client/console/words.tsx";
import { customerWords } from "#client/i18n/console-customer.ts";
import { showField } from "#client/lib/contact-api.ts";
import type { ContactField, ContactProfile } from "#protocol/http-contacts";
import classes from "./customer-panel.module.css";
import { ShowButton } from "./show-button.tsx";
import { useReveal } from "./use-reveal.ts";

/** One of the customer's fields; what is masked can be looked at, if the reader may. */
export function PersonalField(props: {
  contactId: string;
  field: ContactField;
  value: NonNullable<ContactProfile[ContactField]>;
  icon: ReactNode;
  /** Whose word it is, where that matters. */
  remark?: string | undefined;
}) {
  const { contactId, field, value, icon, remark } = props;
  const { t } = useWordsOf(customerWords);
  const mayShow = useMay("personal.reveal");
  const reveal = useReveal(() => showField(api, contactId, field));
  const name = t(`customer.${field}`);
  const label = { show: t("reveal.showField", { field: name }), hide: t("reveal.hideField", { field: name }) };
  return (
    <div className={classes.field} data-testid={`customer-${field}`}>
      <dt>
        {icon}
        <span className="visually-hidden">{name}</span>
      </dt>
      <dd>
        <span aria-live="polite" data-shown={reveal.text !== undefined || undefined}>
          {reveal.text ?? value.text}
          {remark !== undefined && <small className={classes.remark}>{remark}</small>}
        </span>
        {value.masked && mayShow && <ShowButton reveal={reveal} label={label} testId={`show-${field}`} />}
      </dd>
    </div>
  );
}
