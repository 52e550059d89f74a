/** Routes: the shop as a whole, and its logo, which anybody may see. */
import { database } from "#domain/database";
import { ok, type Result, refuse } from "#domain/failures";
import type { AgentPrincipal } from "#domain/identity/principal";
import {
  type BusinessChange,
  type BusinessProfile,
  changeBusiness,
  readBusinessProfile,
  readLogo,
} from "#domain/organisation/business-profile";
import { isPicture } from "#domain/organisation/logo";
import { MAX_LOGO_BYTES } from "#protocol/constants";
import { operations } from "#protocol/http";
import type { Business } from "#protocol/http-business";
import { auditorOf } from "#worker/auditor";
import { defineRoute } from "#worker/define-route";
import type { AppContext } from "#worker/environment";
import { forgetWidgetInboxes } from "#worker/widget-inbox";

const permitted = { permission: "business.manage" } as const;
const FOR_EVER = "public, max-age=31536000, immutable";

export const businessRoutes = [
  defineRoute(operations.readBusiness, permitted, async ({ env }) =>
    ok(toWire(await readBusinessProfile(database(env.DB)))),
  ),

  defineRoute(operations.changeBusiness, permitted, ({ c, principal, body, nowMs }) => {
    const { version, ...profile } = body;
    return change(c, principal, version, { ...profile, contactEmail: profile.contactEmail }, nowMs);
  }),

  defineRoute(operations.changeLogo, permitted, async ({ c, principal, body, nowMs }) => {
    const bytes = Buffer.from(body.dataBase64, "base64");
    if (bytes.length > MAX_LOGO_BYTES) return refuse("too_large");
    if (!isPicture(body.type, bytes)) return refuse("picture_unfit");
    const hash = Buffer.from(await crypto.subtle.digest("SHA-256", bytes)).toString("hex");
    return change(c, principal, body.version, { logo: { type: body.type, bytes, hash } }, nowMs);
  }),

  defineRoute(operations.removeLogo, permitted, ({ c, principal, query, nowMs }) =>
    change(c, principal, query.version, { logo: null }, nowMs),
  ),

  defineRoute(operations.readLogo, { permission: "public" }, async ({ env, params }) => {
    const logo = await readLogo(database(env.DB), params.hash);
    if (logo === undefined) return refuse("not_found");
    return new Response(logo.bytes, {
      headers: { "content-type": logo.type, "cache-control": FOR_EVER },
    });
  }),
];

async function change(
  c: AppContext,
  principal: AgentPrincipal,
  version: number,
  wanted: BusinessChange,
  nowMs: number,
): Promise<Result<Business>> {
  const by = { auditor: auditorOf(c.env, c.req.raw, principal), nowMs };
  const changed = await changeBusiness(database(c.env.DB), version, wanted, by);
  if (!changed.ok) return changed;
  forgetWidgetInboxes(c.env);
  return ok(toWire(changed.value));
}

function toWire({ logoHash, contactEmail, ...profile }: BusinessProfile): Business {
  return {
    ...profile,
    ...(contactEmail !== undefined && { contactEmail }),
    ...(logoHash !== undefined && { logoUrl: `/api/v1/business/logo/${logoHash}` }),
  };
}
