import { Button, Modal, Select, TextInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import dialogs from "#client/console/actions/dialogs.module.css";
import { api } from "#client/console/api.ts";
import { useWordsOf } from "#client/console/words.tsx";
import { peopleWords } from "#client/i18n/console-people.ts";
import { invite } from "#client/lib/people-api.ts";
import { LOCALES, type Locale } from "#protocol/constants";
import type { AccessBody, InvitationMade } from "#protocol/http-accounts";
import { type AccessDraft, AccessFields, bodyOf, missingOf } from "./access-fields.tsx";
import { InvitationLink } from "./invitation-link.tsx";
import { choicesQuery, peopleChanged } from "./people-queries.ts";
import { wordRefusal } from "./people-words.ts";

const LANGUAGES: Record<Locale, string> = { en: "English", "zh-CN": "简体中文" };
/** Only to catch a slip of the finger: the server has the last word. */
const EMAIL = /^\S+@\S+\.\S+$/;

/** Asks somebody to join, then shows the link once. */
export function InviteDialog({ onClose }: { onClose: () => void }) {
  const { t, locale } = useWordsOf(peopleWords);
  const queries = useQueryClient();
  const choices = useQuery({ ...choicesQuery, refetchOnMount: "always" });
  const [email, setEmail] = useState("");
  const [language, setLanguage] = useState<Locale>(locale);
  const [chosen, setDraft] = useState<AccessDraft>();
  const [asked, setAsked] = useState(false);
  const [made, setMade] = useState<InvitationMade>();
  const draft = chosen ?? {
    role: choices.data?.roles.some(({ role, mayGive }) => role === "agent" && mayGive) ? "agent" : null,
    teamIds: [],
    allInboxes: choices.data?.allInboxes ?? true,
    inboxIds: [],
  };
  const inviting = useMutation({
    mutationFn: (access: AccessBody) => invite(api, { ...access, email: email.trim(), locale: language }),
    onSuccess: setMade,
    onSettled: () => peopleChanged(queries),
  });
  const isEmail = EMAIL.test(email.trim());

  function submit(event: FormEvent) {
    event.preventDefault();
    setAsked(true);
    const access = choices.data && bodyOf(draft, choices.data);
    if (access !== undefined && isEmail) inviting.mutate(access);
  }

  if (made !== undefined) return <InvitationLink made={made} onClose={onClose} />;
  return (
    <Modal opened onClose={onClose} title={t("invite.title")} closeButtonProps={{ "aria-label": t("action.close") }}>
      <form className={dialogs.form} onSubmit={submit} noValidate data-testid="invite-dialog">
        {inviting.isError && (
          <p className={dialogs.alert} role="alert">
            {wordRefusal(inviting.error, t)}
          </p>
        )}
        <TextInput
          name="email"
          type="email"
          autoComplete="off"
          spellCheck={false}
          label={t("invite.email")}
          value={email}
          onChange={(event) => setEmail(event.target.value)}
          error={asked && !isEmail && t("invite.emailMissing")}
          data-autofocus
          data-testid="invite-email"
        />
        <AccessFields
          choices={choices.data}
          draft={draft}
          onChange={setDraft}
          missing={asked ? missingOf(draft) : []}
        />
        <Select
          label={t("invite.language")}
          data={LOCALES.map((value) => ({ value, label: LANGUAGES[value] }))}
          value={language}
          onChange={(value) => setLanguage(LOCALES.find((each) => each === value) ?? locale)}
          allowDeselect={false}
          openOnFocus={false}
          data-testid="invite-language"
        />
        <div className={dialogs.buttons}>
          <Button onClick={onClose}>{t("action.cancel")}</Button>
          <Button type="submit" variant="filled" loading={inviting.isPending} data-testid="invite-submit">
            {t("invite.submit")}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
