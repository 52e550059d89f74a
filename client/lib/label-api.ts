/** What the console asks about labels, and how it marks conversations: labels, priority, flags. */
import type { ExceptionKind, Priority } from "#protocol/constants";
import type { Label, LabelContent, LabelUse } from "#protocol/http-labels";
import type { Conversation } from "#protocol/vocabulary";
import { conversationAnswer } from "./agent-answers.ts";
import { type ApiOptions, call } from "./api.ts";
import { object } from "./decoder.ts";
import { labelAnswer, labelList, labelUse } from "./label-answers.ts";

/** One thing that is said of a conversation. Labels by their ids. */
export type MarkChange =
  | { readonly add: readonly string[]; readonly remove: readonly string[] }
  | { readonly priority: Priority }
  | { readonly flag: ExceptionKind; readonly reason: string }
  | { readonly unflag: ExceptionKind };

/** In the shop's order. @throws ApiError */
export async function labels(api: ApiOptions): Promise<Label[]> {
  return (await call(api, { method: "GET", path: "/api/v1/labels", answer: labelList })).items;
}

/** How many conversations carry each. @throws ApiError */
export async function labelCounts(api: ApiOptions): Promise<LabelUse["items"]> {
  return (await call(api, { method: "GET", path: "/api/v1/labels/use", answer: labelUse })).items;
}

/** @throws ApiError `conflict` with the reason `name_taken` or `too_many_labels` */
export async function createLabel(api: ApiOptions, content: LabelContent): Promise<Label> {
  return (await call(api, { method: "POST", path: "/api/v1/labels", body: content, answer: labelAnswer })).label;
}

/** At the version that was seen. @throws ApiError `conflict` if somebody was faster, or has the name */
export async function changeLabel(api: ApiOptions, { id, version }: Label, content: LabelContent): Promise<Label> {
  const body = { ...content, version };
  return (await call(api, { method: "PUT", path: pathOf(id), body, answer: labelAnswer })).label;
}

/** @param ids all of them. @throws ApiError `conflict` if others were made or deleted meanwhile */
export async function orderLabels(api: ApiOptions, ids: readonly string[]): Promise<Label[]> {
  return (await call(api, { method: "PUT", path: "/api/v1/labels", body: { ids }, answer: labelList })).items;
}

/** At the version that was seen. @throws ApiError */
export async function deleteLabel(api: ApiOptions, { id, version }: Label): Promise<void> {
  await call(api, { method: "DELETE", path: `${pathOf(id)}?version=${version}`, answer: object({}) });
}

/** @throws ApiError */
export async function markConversation(
  api: ApiOptions,
  conversationId: string,
  change: MarkChange,
): Promise<Conversation> {
  const { name, body } = asAction(change);
  const path = `/api/v1/conversations/${encodeURIComponent(conversationId)}/${name}`;
  return (await call(api, { method: "POST", path, body, answer: conversationAnswer })).conversation;
}

function asAction(change: MarkChange): { readonly name: string; readonly body: object } {
  if ("priority" in change) return { name: "prioritise", body: change };
  if ("flag" in change) return { name: "flag", body: { kind: change.flag, reason: change.reason } };
  if ("unflag" in change) return { name: "unflag", body: { kind: change.unflag } };
  return { name: "label", body: change };
}

function pathOf(id: string): string {
  return `/api/v1/labels/${encodeURIComponent(id)}`;
}
