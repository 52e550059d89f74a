/** Messages of several matters: customers do not say one thing at a time. */
import type { TrainingMessage } from "#bench/exceptions/training/corpus";
import type { Draw } from "#bench/exceptions/training/draws";

/** Of as many as there are messages. */
const JOINED_SHARE = 0.7;
const JOINED_WEIGHT = 0.5;
/** Of what a message is joined with: nothing to flag. */
const HARMLESS_SHARE = 0.7;
const OF_THREE_SHARE = 0.2;

/** @param messages of one language. @returns more messages, made of two or three of them */
export function joined(messages: readonly TrainingMessage[], draw: Draw): TrainingMessage[] {
  const harmless = messages.filter(({ signs }) => signs.length === 0);
  const one = (of: readonly TrainingMessage[]) => of[Math.floor(draw() * of.length)];
  return Array.from({ length: Math.floor(messages.length * JOINED_SHARE) }, () => {
    const parts = [one(messages), one(draw() < HARMLESS_SHARE ? harmless : messages)];
    if (draw() < OF_THREE_SHARE) parts.push(one(harmless));
    const inOrder = (draw() < 0.5 ? parts : parts.toReversed()).filter((part) => part !== undefined);
    return {
      text: inOrder.map(({ text }) => text).join(draw() < 0.5 ? " " : "。"),
      signs: [...new Set(inOrder.flatMap(({ signs }) => signs))],
      group: 0,
      weight: JOINED_WEIGHT,
    };
  });
}
