/** @jsxImportSource preact */
import { formatAgo } from "#client/i18n/format.ts";
import { MAX_TEXT_CHARS, MAX_TICKET_SUBJECT_CHARS, TICKET_TYPES } from "#protocol/constants";
import { Close } from "./close.tsx";
import { Icon } from "./icon.tsx";
import type { Field, RequestDesk } from "./request-desk.ts";
import { t } from "./request-words.ts";
import { locale, t as said, type Ui } from "./ui.ts";

interface RequestsProps {
  readonly ui: Ui;
  readonly requests: RequestDesk;
  readonly back: () => void;
}

/** What the visitor has asked for, and the form for more. */
export function RequestsPage({ ui, requests, back }: RequestsProps) {
  const { items, state, sent, form } = requests;
  const writes = requests.isWriting || (items.length === 0 && !sent);
  const isReady = state !== "loading" && state !== "failed";
  return (
    <div class="thread" data-testid="requests">
      <header class="thread-header">
        <button type="button" class="icon-button" data-testid="back" aria-label={said("frame.back")} onClick={back}>
          <Icon name="back" />
        </button>
        <div class="who">
          <h2>{t("request.mine")}</h2>
        </div>
        <Close close={() => ui.desk.toggle(false)} />
      </header>
      <div class="home-body">
        {sent && (
          <p class="request-sent" role="status" data-testid="request-sent">
            {t("request.sent", { number: `#${sent.number}` })}
          </p>
        )}
        {state === "failed" && (
          <p class="refusal" role="alert">
            {said("home.requestFailed")}{" "}
            <button type="button" class="text-button" onClick={() => void requests.load()}>
              {said("home.retry")}
            </button>
          </p>
        )}
        {state === "loading" && !form && <div class="card ghost" aria-hidden="true" />}
        {isReady && writes && form && <Form requests={requests} />}
        {!writes && (
          <button type="button" class="primary" data-testid="request-new" onClick={() => requests.begin()}>
            {t("request.new")}
          </button>
        )}
        {items.length > 0 && <List ui={ui} requests={requests} back={back} />}
      </div>
    </div>
  );
}

function List({ ui, requests, back }: RequestsProps) {
  return (
    <section class="card">
      <ul class="rows">
        {requests.items.map(({ id, number, subject, status, conversationId, createdAtMs }) => (
          <li key={id}>
            <button
              type="button"
              class="row"
              data-testid="request-row"
              disabled={!conversationId}
              onClick={() => {
                back();
                ui.desk.show(conversationId);
              }}
            >
              <span class="row-text">
                <span class="row-line">
                  <strong class="cut" dir="auto">
                    {subject ?? `#${number}`}
                  </strong>
                  <span class="tag">{t(`request.status.${status}`)}</span>
                </span>
                <span class="row-line small">
                  <span class="cut">#{number}</span>
                  <time dateTime={new Date(createdAtMs).toISOString()}>{formatAgo(locale, createdAtMs, ui.nowMs)}</time>
                </span>
              </span>
            </button>
          </li>
        ))}
      </ul>
      {requests.nextCursor && (
        <button type="button" class="text-button request-older" onClick={() => void requests.older()}>
          {t("request.older")}
        </button>
      )}
    </section>
  );
}

function Form({ requests }: Pick<RequestsProps, "requests">) {
  const { form, state } = requests;
  const bind = (field: Field) => ({
    name: field,
    value: requests.value(field),
    "data-testid": `request-${field}`,
    onInput: ({ currentTarget }: { readonly currentTarget: { readonly value: string } }) =>
      requests.write(field, currentTarget.value),
  });
  const typeName = (id: string, name: string | undefined) => {
    const known = TICKET_TYPES.find((each) => each === id);
    return name ?? (known ? t(`request.type.${known}`) : id);
  };
  return (
    <form
      class="request-form"
      onSubmit={(event) => {
        event.preventDefault();
        void requests.send();
      }}
    >
      <label>
        {t("request.type")}
        <select {...bind("type")} value={requests.value("type") || form?.types[0]?.id}>
          {form?.types.map(({ id, name }) => (
            <option key={id} value={id}>
              {typeName(id, name)}
            </option>
          ))}
        </select>
      </label>
      {form && form.orderNumbers.length > 0 && (
        <label>
          {t("request.order")}
          <select {...bind("orderNumber")}>
            <option value="">{t("request.noOrder")}</option>
            {form.orderNumbers.map((number) => (
              <option key={number}>{number}</option>
            ))}
          </select>
        </label>
      )}
      <label>
        {t("request.subject")}
        <input {...bind("subject")} required maxLength={MAX_TICKET_SUBJECT_CHARS} />
      </label>
      <label>
        {t("request.description")}
        <textarea {...bind("description")} required rows={5} maxLength={MAX_TEXT_CHARS} />
      </label>
      {form?.asksEmail && (
        <label>
          {t("request.email")}
          <input {...bind("email")} type="email" autocomplete="email" />
        </label>
      )}
      {state === "refused" && (
        <p class="refusal" role="alert">
          {t("request.failed")}
        </p>
      )}
      <button type="submit" class="primary" disabled={state === "sending"} data-testid="request-send">
        {t("request.send")}
      </button>
    </form>
  );
}
