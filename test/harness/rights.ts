/** Exports and erasures of a running server, as an administrator asks for them. */
import { type PrivacyRequest, privacyRequest } from "#protocol/http-privacy";
import { type Credential, credentialHeaders, type Site } from "#test/harness/people";

async function ask(site: Site, admin: Credential, method: string, path: string, body?: unknown): Promise<Response> {
  const headers = { ...credentialHeaders(admin), origin: site.url, "content-type": "application/json" };
  const answer = await fetch(site.url + path, {
    method,
    headers,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
  return answer;
}

export async function eraseContact(site: Site, admin: Credential, contactId: string): Promise<PrivacyRequest> {
  const path = `/api/v1/contacts/${contactId}/erasure`;
  return privacyRequest.parse(await (await ask(site, admin, "POST", path, { confirm: contactId })).json());
}

export async function exportContact(site: Site, admin: Credential, contactId: string): Promise<PrivacyRequest> {
  return privacyRequest.parse(
    await (await ask(site, admin, "POST", `/api/v1/contacts/${contactId}/export`, {})).json(),
  );
}

export async function readRequest(site: Site, admin: Credential, id: string): Promise<PrivacyRequest> {
  return privacyRequest.parse(await (await ask(site, admin, "GET", `/api/v1/privacy-requests/${id}`)).json());
}

/** Gets a page or the JSON of an export. */
export async function downloadExport(site: Site, admin: Credential, id: string, format: string): Promise<string> {
  return (await ask(site, admin, "GET", `/api/v1/privacy-requests/${id}/file?format=${format}`)).text();
}

/** What the platform does each minute. @returns whether all of it went well */
export async function passMinute({ url }: Site): Promise<boolean> {
  const query = new URLSearchParams({ cron: "* * * * *" });
  return (await fetch(`${url}/cdn-cgi/handler/scheduled?${query}`)).ok;
}
