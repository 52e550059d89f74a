import { useState } from "react";
import { Icon } from "#client/console/theme/icon.tsx";
import { useWordsOf } from "#client/console/words.tsx";
import { productWords } from "#client/i18n/console-product.ts";
import { formatMoney } from "#client/i18n/format.ts";
import { decodeProductCard } from "#client/lib/product-card.ts";
import classes from "./product-bubble.module.css";

/** A product that a customer showed: picture, name, price, and the way to its page. What is no card stands as it was sent. */
export function ProductBubble({ content }: { content: string }) {
  const { t, locale } = useWordsOf(productWords);
  const [hasPicture, setHasPicture] = useState(true);
  const card = decodeProductCard(content);
  if (card === undefined) return <p className={classes.card}>{content}</p>;
  const { title, url, imageUrl, price, variant } = card;
  return (
    <a
      className={classes.card}
      href={url}
      target="_blank"
      rel="noopener noreferrer"
      data-testid="product"
      title={t("product.open", { host: new URL(url).host })}
    >
      <span className={classes.picture}>
        {imageUrl !== undefined && hasPicture ? (
          // From a place that no inbox names the browser takes no picture.
          <img src={imageUrl} alt="" referrerPolicy="no-referrer" loading="lazy" onError={() => setHasPicture(false)} />
        ) : (
          <Icon name="box" size={20} />
        )}
      </span>
      <span className={classes.text}>
        <span className={classes.label}>{t("product.shown")}</span>
        <span className={classes.title} dir="auto">
          {title}
        </span>
        {(variant !== undefined || price !== undefined) && (
          <span className={classes.more}>
            {[variant, price && formatMoney(locale, Number(price.amount), price.currency)].filter(Boolean).join(" · ")}
          </span>
        )}
      </span>
    </a>
  );
}
