/** The API's description, made once an isolate. */
import { operations } from "#protocol/http";
import { openApiDocument } from "#protocol/openapi";
import { defineRoute } from "#worker/define-route";

let document: string | undefined;

export const openApiRoutes = [
  defineRoute(operations.openapi, { permission: "public" }, () => {
    document ??= JSON.stringify(openApiDocument());
    return new Response(document, { headers: { "content-type": "application/json" } });
  }),
];
