import { Button, Modal, NumberInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import dialogs from "#client/console/actions/dialogs.module.css";
import frame from "#client/console/settings/frame.module.css";
import { useTicketTypes } from "#client/console/tickets/use-types.ts";
import { useTicketWords } from "#client/console/tickets/words.ts";
import { useWordsOf } from "#client/console/words.tsx";
import { weightWords } from "#client/i18n/console-weights.ts";
import { CHANNELS } from "#protocol/constants";
import type { WeightSettings } from "#protocol/http-work-weights";
import { LEAST_CONVERSATION_WEIGHT, MAX_WORK_WEIGHT } from "#protocol/work-weights";
import { draftOf, hasBadWeight, isBadWeight, type WeightsDraft, weightsOf } from "./draft.ts";
import { useSaveWeights } from "./use-weights.ts";
import classes from "./weights.module.css";

const STEP = 0.25;
const DECIMALS = 2;
const places = {
  max: MAX_WORK_WEIGHT,
  step: STEP,
  decimalScale: DECIMALS,
  allowNegative: false,
  // What is too much is said, not changed quietly into something else.
  clampBehavior: "none",
  classNames: { wrapper: classes.number ?? "", error: classes.bad ?? "" },
} as const;

/** How many places each kind of work takes. */
export function WeightsDialog({ settings, onClose }: { settings: WeightSettings; onClose: () => void }) {
  const { t } = useWordsOf(weightWords);
  const { typeName } = useTicketWords();
  const ownTypes = useTicketTypes().map(({ id }) => id);
  const [draft, setDraft] = useState<WeightsDraft>(() => draftOf(settings.weights, ownTypes));
  const [isTried, setTried] = useState(false);
  const saving = useSaveWeights();
  const limits = { least: LEAST_CONVERSATION_WEIGHT, most: MAX_WORK_WEIGHT };

  function submit(event: FormEvent) {
    event.preventDefault();
    setTried(true);
    if (hasBadWeight(draft)) return;
    saving.mutate({ weights: weightsOf(draft), version: settings.version }, { onSuccess: onClose });
  }

  return (
    <Modal
      opened
      onClose={onClose}
      title={t("weights.dialog")}
      closeButtonProps={{ "aria-label": t("action.close") }}
      data-testid="weights"
    >
      <form className={dialogs.form} onSubmit={submit} data-testid="weights-dialog">
        <fieldset className={`${classes.group} ${frame.group}`}>
          <legend>{t("weights.conversations")}</legend>
          {CHANNELS.map((channel) => (
            <NumberInput
              key={channel}
              className={classes.field}
              label={t(`weights.channel.${channel}`)}
              min={LEAST_CONVERSATION_WEIGHT}
              value={draft.conversations[channel]}
              onChange={(typed) => setDraft({ ...draft, conversations: { ...draft.conversations, [channel]: typed } })}
              error={
                isTried &&
                isBadWeight("conversation", draft.conversations[channel]) &&
                t("weights.bad.conversation", limits)
              }
              {...places}
              data-testid={`weight-${channel}`}
            />
          ))}
          <p className={classes.hint}>{t("weights.hint")}</p>
        </fieldset>
        <fieldset className={`${classes.group} ${frame.group}`}>
          <legend>{t("weights.tickets")}</legend>
          {draft.tickets.map(({ type, weight }) => (
            <NumberInput
              key={type}
              className={classes.field}
              label={typeName(type)}
              min={0}
              value={weight}
              onChange={(typed) =>
                setDraft({
                  ...draft,
                  tickets: draft.tickets.map((one) => (one.type === type ? { type, weight: typed } : one)),
                })
              }
              error={isTried && isBadWeight("ticket", weight) && t("weights.bad.ticket", limits)}
              {...places}
              data-testid={`weight-${type}`}
            />
          ))}
          <p className={classes.hint}>{t("weights.tickets.hint")}</p>
        </fieldset>
        <div className={dialogs.buttons}>
          <Button onClick={onClose}>{t("action.cancel")}</Button>
          <Button type="submit" variant="filled" loading={saving.isPending} data-testid="weights-save">
            {t("action.save")}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
