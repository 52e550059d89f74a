/**
 * The OpenAPI 3.1 document of the HTTP half, made from the same operations and schemas that the router runs on.
 * Schemas with `.meta({ id })` become components. OpenAPI 3.1 takes JSON Schema 2020-12 as it is.
 */
import { z } from "zod";
import { HTTP_STATUS_OF_CODE, PROTOCOL_VERSION } from "#protocol/constants";
import { conversationClientFrame, conversationServerFrame, feedClientFrame, feedServerFrame } from "#protocol/frames";
import { operations, problem } from "#protocol/http";
import type { Operation } from "#protocol/operation";

type Json = { [key: string]: unknown };

const SECURITY = {
  none: [],
  customer: [{ customer: [] }],
  agent: [{ agent: [] }],
  either: [{ customer: [] }, { agent: [] }],
} as const satisfies Record<Operation["credential"], readonly Json[]>;

const STATUS_WORDS: Record<number, string> = {
  101: "Switching protocols",
  200: "OK",
  201: "Created",
  400: "Malformed",
  401: "No credential that holds",
  403: "Not permitted",
  404: "Not there, or not yours",
  409: "The state does not allow it",
  413: "Too large",
  429: "Too many requests",
  503: "Not available now",
};

/** Of the HTTP half: the first number changes only with the paths' `v1`. */
const API_VERSION = "1.0.0";

/** @returns the document, made anew */
export function openApiDocument(): Json {
  const components: Json = {};
  const schemaOf = (schema: z.ZodType, io: "input" | "output"): Json => {
    const {
      $schema: _,
      $defs,
      ...rest
    } = z.toJSONSchema(schema, {
      io,
      // Answers may gain keys: a client that refuses unknown ones would break.
      override: ({ jsonSchema }) => {
        if (io === "output") delete jsonSchema.additionalProperties;
      },
    });
    Object.assign(components, withComponentRefs($defs ?? {}));
    return withComponentRefs(rest);
  };
  const paths: Record<string, Json> = {};
  for (const [operationId, operation] of Object.entries<Operation>(operations)) {
    const path = operation.path.replace(/:(\w+)/g, "{$1}");
    paths[path] = { ...paths[path], [operation.method]: describe(operationId, operation, schemaOf) };
  }
  const frames = {
    ConversationClientFrame: schemaOf(conversationClientFrame, "input"),
    ConversationServerFrame: schemaOf(conversationServerFrame, "output"),
    FeedClientFrame: schemaOf(feedClientFrame, "input"),
    FeedServerFrame: schemaOf(feedServerFrame, "output"),
  };
  return {
    openapi: "3.1.0",
    info: {
      title: "Edgedesk",
      version: API_VERSION,
      description: `HTTP half of ${PROTOCOL_VERSION}. The frames of its sockets are among the components.`,
      license: { name: "Apache-2.0", identifier: "Apache-2.0" },
    },
    servers: [{ url: "/" }],
    paths,
    components: {
      schemas: { ...components, ...frames },
      securitySchemes: {
        customer: { type: "http", scheme: "bearer", bearerFormat: "JWT" },
        agent: { type: "apiKey", in: "cookie", name: "edgedesk.session_token" },
      },
    },
  };
}

type SchemaOf = (schema: z.ZodType, io: "input" | "output") => Json;

function describe(operationId: string, operation: Operation, schemaOf: SchemaOf): Json {
  const parameters = [
    ...parametersOf(operation.params, "path", schemaOf),
    ...parametersOf(operation.query, "query", schemaOf),
    ...parametersOf(operation.headers, "header", schemaOf),
  ];
  const json = (schema: Json, type = "application/json") => ({ content: { [type]: { schema } } });
  const success = operation.answer === undefined ? {} : json(schemaOf(operation.answer, "output"));
  const responses: Json = { [operation.status]: { description: STATUS_WORDS[operation.status], ...success } };
  const refused = json(schemaOf(problem, "output"), "application/problem+json");
  for (const code of operation.codes) {
    const status = HTTP_STATUS_OF_CODE[code];
    responses[status] = { description: STATUS_WORDS[status], ...refused };
  }
  if (operation.status === 101)
    responses[426] = { description: `No ${PROTOCOL_VERSION} among the subprotocols`, ...refused };
  if (operation.status === 201) responses[200] = { description: "Done before: the same answer again", ...success };
  return {
    operationId,
    summary: operation.summary,
    security: SECURITY[operation.credential],
    ...(parameters.length === 0 ? {} : { parameters }),
    ...(operation.body === undefined
      ? {}
      : { requestBody: { required: true, ...json(schemaOf(operation.body, "input")) } }),
    ...(operation.bytes === undefined
      ? {}
      : { requestBody: { required: true, ...operation.bytes, ...json({}, "application/octet-stream") } }),
    responses,
  };
}

function parametersOf(schema: z.ZodObject | undefined, place: "path" | "query" | "header", schemaOf: SchemaOf): Json[] {
  if (schema === undefined) return [];
  return Object.entries(schema.shape).map(([name, field]) => ({
    name,
    in: place,
    required: place === "path" || !z.safeParse(field, undefined).success,
    schema: schemaOf(field, "input"),
  }));
}

/** zod refers to `#/$defs/X`; here definitions stand among the components. */
function withComponentRefs(schema: Json): Json {
  return JSON.parse(JSON.stringify(schema).replaceAll('"#/$defs/', '"#/components/schemas/'));
}
