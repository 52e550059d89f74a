import { Skeleton } from "@mantine/core";
import classes from "./list.module.css";

/** Of how many per cent of their room the two lines of a row are. */
const WIDTHS = [
  [62, 40],
  [48, 34],
  [70, 44],
  [55, 30],
  [66, 38],
  [44, 36],
  [58, 42],
  [50, 28],
] as const;

/** Rows that are yet to come, in their own shape. */
export function ListSkeleton() {
  return (
    <div aria-hidden="true">
      {WIDTHS.map(([subject, facts]) => (
        <div key={subject} className={classes.bone}>
          <Skeleton width={14} height={14} />
          <Skeleton width={14} height={14} circle />
          <div className={classes.boneLines}>
            <Skeleton width={`${subject}%`} height={10} />
            <Skeleton width={`${facts}%`} height={8} />
          </div>
          <Skeleton width={48} height={10} />
          <Skeleton width={24} height={24} circle />
        </div>
      ))}
    </div>
  );
}
