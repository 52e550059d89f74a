import { PageMissing } from "#client/console/shell/states.tsx";

export function SecurityPage() {
  return <PageMissing />;
}
