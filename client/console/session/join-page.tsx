import { PageMissing } from "#client/console/shell/states.tsx";

export function JoinPage() {
  return <PageMissing />;
}
