/** What a shop's developer copies, for Node and without a dependency. A test runs it against what the server takes. */

export const SECRET_VARIABLE = "EDGEDESK_IDENTITY_SECRET";

/** Exports `identityToken({ id, name, email })`, good for five minutes. */
export function tokenExample(inboxId: string): string {
  return `import { createHmac } from "node:crypto";

const base64url = (value) => Buffer.from(JSON.stringify(value)).toString("base64url");

export function identityToken({ id, name, email }) {
  const now = Math.floor(Date.now() / 1000);
  const header = base64url({ alg: "HS256", typ: "JWT" });
  const claims = base64url({ sub: id, aud: ${JSON.stringify(inboxId)}, iat: now, exp: now + 5 * 60, name, email });
  const signature = createHmac("sha256", process.env.${SECRET_VARIABLE})
    .update(\`\${header}.\${claims}\`)
    .digest("base64url");
  return \`\${header}.\${claims}.\${signature}\`;
}
`;
}

/** Exports `identifierHash(id)`: hexadecimal, without an end. */
export const HASH_EXAMPLE = `import { createHmac } from "node:crypto";

export function identifierHash(id) {
  return createHmac("sha256", process.env.${SECRET_VARIABLE}).update(id).digest("hex");
}
`;

/** @param origin where Edgedesk is reached */
export function pageExample(origin: string, inboxId: string): string {
  return `<script async src="${origin}/widget-identity.js" data-inbox="${inboxId}" data-token="TOKEN"></script>
`;
}
