import { useQuery } from "@tanstack/react-query";
import { api } from "#client/console/api.ts";
import { useMay } from "#client/console/session/me.ts";
import { Icon } from "#client/console/theme/icon.tsx";
import { useWordsOf } from "#client/console/words.tsx";
import { attributesWords } from "#client/i18n/console-attributes.ts";
import { attributesOf, showAttribute } from "#client/lib/attribute-api.ts";
import type { ShownAttribute } from "#protocol/http-attributes";
import classes from "./attributes.module.css";
import { ShowButton } from "./show-button.tsx";
import { useReveal } from "./use-reveal.ts";

/** Details that the shop gave of its customer; nothing where it gave none. */
export function Attributes({ contactId }: { contactId: string }) {
  const { t } = useWordsOf(attributesWords);
  const { data = [] } = useQuery({
    queryKey: ["contact", contactId, "attributes"],
    queryFn: () => attributesOf(api, contactId),
  });
  if (data.length === 0) return null;
  return (
    <section className={classes.section} aria-labelledby="shop-details" data-testid="attributes">
      <h3 id="shop-details">{t("attributes.title")}</h3>
      <dl className={classes.list}>
        {data.map((attribute) => (
          <Attribute key={attribute.key} contactId={contactId} attribute={attribute} />
        ))}
      </dl>
      {data.some(({ verified }) => !verified) && <p className={classes.quiet}>{t("attributes.said")}</p>}
    </section>
  );
}

function Attribute({ contactId, attribute }: { contactId: string; attribute: ShownAttribute }) {
  const { key, value, masked, verified } = attribute;
  const { t } = useWordsOf(attributesWords);
  const mayShow = useMay("personal.reveal");
  const reveal = useReveal(() => showAttribute(api, contactId, key));
  // A number may be a year or an account as well as a quantity: it stands as it was given.
  const shown = typeof value === "boolean" ? t(value ? "attributes.yes" : "attributes.no") : String(value);
  const label = { show: t("attributes.show", { key }), hide: t("attributes.hide", { key }) };
  return (
    <div className={classes.row} data-testid="attribute" data-key={key}>
      <dt title={key}>{key}</dt>
      <dd aria-live="polite">
        <span>{reveal.text ?? shown}</span>
        {verified && (
          <span className={classes.verified} title={t("attributes.verified")}>
            <Icon name="check" size={14} />
            <span className="visually-hidden">{t("attributes.verified")}</span>
          </span>
        )}
        {masked && mayShow && <ShowButton reveal={reveal} label={label} testId="show-attribute" />}
      </dd>
    </div>
  );
}
