import { useId } from "react";
import { Icon, type IconName } from "#client/console/theme/icon.tsx";
import classes from "./preferences.module.css";

export interface Choice<Value extends string> {
  readonly value: Value;
  readonly label: string;
  readonly lang?: string;
  readonly icon?: IconName;
}

/** A few that exclude one another, side by side: real radio buttons, so that the arrows walk through them. */
export function ChoiceRow<Value extends string>(props: {
  label: string;
  choices: readonly Choice<Value>[];
  value: Value;
  onChoose: (value: Value) => void;
  testId: string;
}) {
  const { label, choices, value, onChoose, testId } = props;
  const name = useId();
  return (
    <div className={classes.choices} role="radiogroup" aria-label={label}>
      {choices.map((choice) => (
        <label
          key={choice.value}
          className={classes.choice}
          lang={choice.lang}
          data-testid={`${testId}-${choice.value}`}
        >
          <input
            type="radio"
            className="visually-hidden"
            name={name}
            value={choice.value}
            checked={choice.value === value}
            onChange={() => onChoose(choice.value)}
          />
          {choice.icon !== undefined && <Icon name={choice.icon} size={16} />}
          {choice.label}
        </label>
      ))}
    </div>
  );
}
