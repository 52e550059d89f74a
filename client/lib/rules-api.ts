/** The shop's routing rules, for those who may set them. */
import type { RoutingRule, RoutingRules, RuleFlaw, RuleSettings, RuleTrial } from "#protocol/http-rules";
import type { RuleKind } from "#protocol/rule-constants";
import { type ApiOptions, call } from "./api.ts";
import { ruleFlaws, ruleSet, ruleSettings, ruleTrial } from "./rules-answers.ts";

const PATH = "/api/v1/admin/routing-rules";

/** @throws ApiError, as all of these do */
export function readRules(api: ApiOptions): Promise<RuleSettings> {
  return call(api, { method: "GET", path: PATH, answer: ruleSettings });
}

export function saveRules(api: ApiOptions, body: RoutingRules): Promise<RoutingRules> {
  return call(api, { method: "PUT", path: PATH, body, answer: ruleSet });
}

export async function checkRules(api: ApiOptions, rules: readonly RoutingRule[]): Promise<RuleFlaw[]> {
  const { flaws } = await call(api, { method: "POST", path: `${PATH}/check`, body: { rules }, answer: ruleFlaws });
  return flaws;
}

export function tryRules(
  api: ApiOptions,
  body: { readonly rules: readonly RoutingRule[]; readonly on: RuleKind; readonly last: number },
): Promise<RuleTrial> {
  return call(api, { method: "POST", path: `${PATH}/trial`, body, answer: ruleTrial });
}
