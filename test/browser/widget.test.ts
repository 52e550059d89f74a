/** The widget on the pages of shops: hard pages, odd people, its looks, what page and widget tell each other, and its manual. */
import { describe } from "vitest";
import { sharedStage } from "#test/browser/parts/stage";
import { widgetCustomerTests } from "#test/browser/parts/widget-customer";
import { widgetLooksTests } from "#test/browser/parts/widget-looks";
import { widgetManualTests } from "#test/browser/parts/widget-manual";
import { widgetNamesTests } from "#test/browser/parts/widget-names";
import { widgetPageTests } from "#test/browser/parts/widget-page";
import { widgetSdkTests } from "#test/browser/parts/widget-sdk";
import { widgetSpeedTests } from "#test/browser/parts/widget-speed";

describe("the widget", () => {
  const stage = sharedStage();
  widgetPageTests(stage);
  widgetNamesTests(stage);
  widgetLooksTests(stage);
  widgetSdkTests(stage);
  widgetCustomerTests(stage);
  widgetManualTests(stage);
  widgetSpeedTests(stage);
});
