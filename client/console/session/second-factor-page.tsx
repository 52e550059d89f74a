import { PageMissing } from "#client/console/shell/states.tsx";

export function SecondFactorPage() {
  return <PageMissing />;
}
