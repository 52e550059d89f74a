import { PageMissing } from "#client/console/shell/states.tsx";

export function AuditPage() {
  return <PageMissing />;
}
