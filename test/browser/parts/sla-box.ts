/** The clocks of a ticket beside it: what is due next in great, what was kept, what stands still, who hears, and what promises it. */
import { expect, test } from "vitest";
import { slaPolicy } from "#protocol/http-sla";
import { ticketAnswer } from "#protocol/http-tickets";
import { AgentPage } from "#test/browser/pages/agent";
import type { Stage } from "#test/browser/parts/stage";
import { lookForBarriers } from "#test/harness/accessibility";
import { photographOnFailure } from "#test/harness/browser";

const HOUR_MS = 60 * 60_000;
/** Long enough to see it run. */
const PROMISED_IN_MS = 15_000;
const PHONE = { width: 390, height: 844 };
const DESKTOP = { width: 1_440, height: 900 };
/** Of no other test's tickets. */
const TYPE = "suggestion";

const WORDS = {
  en: {
    running: /^59 min left/,
    due: /First response, due (today|tomorrow) \d\d:\d\d/,
    escalates: /^Escalates(tomorrow )?\d\d:\d\d to /,
    kept: /^First response\d+ (sec|min).* \/ 1 hr$/,
    paused: /^PausedResolution waits for the customer, 7 hr 59 min left$/,
    over: /1 min over/,
    policy: "Gold · Around the clock",
    none: "Nothing is promised.",
  },
  "zh-CN": {
    running: /^剩 59分钟/,
    due: /首次响应时限：(今天|明天) \d\d:\d\d/,
    escalates: /^自动升级(明天 )?\d\d:\d\d → /,
    kept: /^首次响应\d+(秒|分钟).* \/ 1小时$/,
    paused: /^已暂停解决：等客户回复，剩 7小时59分钟$/,
    over: /超时 1分钟/,
    policy: "Gold · 全天 24 小时",
    none: "没有时效承诺。",
  },
} as const;

export function slaBoxTests(stage: () => Stage): void {
  test.each(["en", "zh-CN"] as const)(
    "the clocks of a ticket run, are kept, stand still and come to their end beside it, in %s",
    async (locale) => {
      const { browser, server } = stage();
      const words = WORDS[locale];
      const admin = await AgentPage.signIn(browser, server, locale, "admin");
      const { page } = admin;
      photographOnFailure(`sla-box-${locale}`, page);
      const headers = { origin: server.url };
      const { request } = admin.context;
      const scope = { channels: [], priorities: [], tiers: [], appliesTo: "tickets", ticketTypes: [TYPE] };
      const promised = { firstResponseMs: HOUR_MS, resolutionMs: 8 * HOUR_MS, warnPercent: 75, onReopen: "continue" };
      const escalation = [{ to: "supervisor", afterMs: HOUR_MS }];
      const policy = slaPolicy.parse(
        await (
          await request.post(`${server.url}/api/v1/admin/sla-policies`, {
            ...{ headers, data: { name: "Gold", ...scope, ...promised, escalation } },
          })
        ).json(),
      );
      const make = async (more: object) => {
        const data = { clientId: crypto.randomUUID(), subject: "A lid of glass", inboxId: "web", ...more };
        const answer = await request.post(`${server.url}/api/v1/tickets`, { headers, data });
        return ticketAnswer.parse(await answer.json()).ticket.id;
      };
      const change = async (id: string, to: object) => {
        const answer = await request.get(`${server.url}/api/v1/tickets/${id}`);
        const { version } = ticketAnswer.parse(await answer.json()).ticket;
        const changed = await request.put(`${server.url}/api/v1/tickets/${id}`, { headers, data: { version, ...to } });
        expect(changed.ok()).toBe(true);
      };
      const box = page.getByTestId("sla-box");
      const leading = box.getByTestId("sla-leading");
      const open = async (id: string) => {
        await page.goto(`${server.url}/console/tickets/${id}?view=all`);
        await box.waitFor();
      };
      try {
        const id = await make({ type: TYPE });
        await open(id);
        await expect.poll(() => leading.textContent(), { timeout: 15_000 }).toMatch(words.running);
        expect(await leading.textContent()).toMatch(words.due);
        expect(await box.getByTestId("sla-escalation").textContent()).toMatch(words.escalates);
        expect(await box.getByTestId("sla-policy").textContent()).toBe(words.policy);
        expect((await lookForBarriers(page, '[data-testid="sla-box"]')).grave).toEqual([]);
        // On a phone the next alone.
        await page.setViewportSize(PHONE);
        await expect.poll(() => box.getByTestId("sla-escalation").isVisible()).toBe(false);
        expect(await leading.isVisible()).toBe(true);
        await page.setViewportSize(DESKTOP);

        await change(id, { status: "open" });
        await expect
          .poll(() => box.getByTestId("sla-firstResponse").textContent(), { timeout: 15_000 })
          .toMatch(words.kept);
        await change(id, { status: "waiting_customer" });
        await open(id);
        await expect.poll(() => leading.textContent(), { timeout: 15_000 }).toMatch(words.paused);

        await open(await make({ dueAtMs: Date.now() + PROMISED_IN_MS, type: "enquiry" }));
        await expect.poll(() => leading.textContent(), { timeout: 15_000 }).toMatch(/0:\d\d/);
        await expect.poll(() => leading.textContent(), { timeout: 2 * PROMISED_IN_MS }).toMatch(words.over);
        expect(await leading.getAttribute("data-tone")).toBe("over");

        await open(await make({ type: "enquiry" }));
        await expect.poll(() => box.textContent(), { timeout: 15_000 }).toContain(words.none);
      } finally {
        const { id, version } = policy;
        await request.delete(`${server.url}/api/v1/admin/sla-policies/${id}?version=${version}`, { headers });
      }
      await admin.context.close();
    },
    120_000,
  );
}
