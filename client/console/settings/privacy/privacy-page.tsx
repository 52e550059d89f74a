import { PageMissing } from "#client/console/shell/states.tsx";

export function PrivacyPage() {
  return <PageMissing />;
}
