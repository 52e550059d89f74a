/** @jsxImportSource preact */
import type { DemoCustomerId } from "#protocol/http-demo";
import { DEMO_CUSTOMERS } from "./people.ts";
import { useShop } from "./state.tsx";

/** The demo's customers to choose from. */
export function Who(props: { chosen: DemoCustomerId | undefined; choose: (id: DemoCustomerId) => void }) {
  const { t } = useShop();
  return (
    <ul class="who">
      {DEMO_CUSTOMERS.map(({ id, name, initials, about }) => (
        <li key={id}>
          <button
            type="button"
            aria-pressed={props.chosen === id}
            onClick={() => props.choose(id)}
            data-testid={`customer-${id}`}
          >
            <span class="face">{initials}</span>
            <span>
              <strong>{name}</strong>
              <span class="about">{t(about)}</span>
            </span>
          </button>
        </li>
      ))}
    </ul>
  );
}
