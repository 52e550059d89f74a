import { Button, FileButton } from "@mantine/core";
import { Icon } from "#client/console/theme/icon.tsx";
import { useWordsOf } from "#client/console/words.tsx";
import { shopWords } from "#client/i18n/console-shop.ts";
import { LOGO_TYPES } from "#protocol/constants";
import classes from "./business.module.css";

interface LogoFieldProps {
  readonly logoUrl: string | undefined;
  readonly isBusy: boolean;
  readonly onChoose: (file: File) => void;
  readonly onRemove: () => void;
}

/** The logo; it is saved as soon as it is chosen. */
export function LogoField({ logoUrl, isBusy, onChoose, onRemove }: LogoFieldProps) {
  const { t } = useWordsOf(shopWords);
  return (
    <fieldset className={classes.logo}>
      <legend>{t("business.logo")}</legend>
      <div className={classes.picture}>
        {logoUrl === undefined ? (
          <Icon name="shop" size={24} />
        ) : (
          <img src={logoUrl} alt={t("business.logo.alt")} data-testid="logo" />
        )}
      </div>
      <div className={classes.about}>
        <div className={classes.buttons}>
          <FileButton
            accept={LOGO_TYPES.join(",")}
            onChange={(file) => file !== null && onChoose(file)}
            inputProps={{ "aria-label": t("business.logo.choose") }}
          >
            {(props) => (
              <Button {...props} disabled={isBusy} data-testid="choose-logo">
                {t(logoUrl === undefined ? "business.logo.choose" : "business.logo.replace")}
              </Button>
            )}
          </FileButton>
          {logoUrl !== undefined && (
            <Button variant="subtle" onClick={onRemove} disabled={isBusy} data-testid="remove-logo">
              {t("business.logo.remove")}
            </Button>
          )}
        </div>
        <p>
          {logoUrl === undefined && t("business.logo.none")} {t("business.logo.hint")}
        </p>
      </div>
    </fieldset>
  );
}
