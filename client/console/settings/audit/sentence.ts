/** What an entry of the audit log says, as a sentence in the reader's language. */
import { shortCode } from "#client/console/format/identity.ts";
import type { Directory } from "#client/console/session/directory.ts";
import { auditWords } from "#client/i18n/console-audit.ts";
import type { Translate } from "#client/i18n/translate.ts";
import type { AuditEntryAnswer } from "#protocol/http-audit";

type AuditTranslate = Translate<(typeof auditWords)["en"]>;
type Key = keyof (typeof auditWords)["en"];
type KeyOf<Prefix extends string> = Extract<Key, `${Prefix}${string}`>;

/** UUIDs mean nothing to a reader; ids that somebody chose (an inbox's) do. */
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

export function sentenceOf(entry: AuditEntryAnswer, names: Directory, t: AuditTranslate): string {
  const { action, actor, detail, subject } = entry;
  const who = actorName(actor, names, t);
  const what = subjectName(subject, names, t);
  const tier = wordsFor("audit.tier.", String(detail.supportTier));
  const receiver = nameIn(detail.to ?? detail.team, names);
  const to = tier === undefined ? receiver : t(tier, { team: receiver });
  const took = action === "conversation.assigned" && detail.to === actor.id;
  const isToTier = action === "ticket.transferred" && tier !== undefined;
  const key = wordsFor("audit.say.", took ? "conversation.taken" : isToTier ? "ticket.transferredToTier" : action);
  return t(key ?? "audit.say.unknown", { who, what, to, action });
}

export function actorName({ type, id }: AuditEntryAnswer["actor"], names: Directory, t: AuditTranslate): string {
  if (type === "system") return t("audit.who.system");
  if (type === "contact") return t("audit.who.contact", { code: shortCode(id) });
  if (id === "unknown") return t("audit.who.unknown");
  const name = names.agentName(id);
  return name === id ? t("audit.who.account", { code: shortCode(id) }) : name;
}

export function subjectName({ type, id }: AuditEntryAnswer["subject"], names: Directory, t: AuditTranslate): string {
  if (type === "account" && names.agentName(id) !== id) return names.agentName(id);
  const role = type === "role" ? wordsFor("audit.role.", id) : undefined;
  if (role !== undefined) return t(role);
  const key = wordsFor("audit.what.", type);
  const code = codeOf(id);
  return key === undefined ? `${type} ${code}` : t(key, { code });
}

/** A value of the details: a colleague's or team's name where it is the id of one. */
export function nameIn(value: AuditEntryAnswer["detail"][string] | undefined, names: Directory): string {
  if (Array.isArray(value)) return value.map((each) => names.nameOf(each)).join(", ");
  return typeof value === "string" ? names.nameOf(value) : String(value ?? "");
}

function codeOf(id: string): string {
  return UUID.test(id) ? shortCode(id) : id;
}

/** A later release may tell of what this one has no words for. */
function wordsFor<Prefix extends string>(prefix: Prefix, name: string): KeyOf<Prefix> | undefined {
  const key = prefix + name;
  return isKey(key) ? key : undefined;

  function isKey(text: string): text is KeyOf<Prefix> {
    return Object.hasOwn(auditWords.en, text);
  }
}
