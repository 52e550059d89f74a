/** One line a step, with its time; in a terminal the line is completed, elsewhere a second one follows. */

/** Runs a step and tells of it. The title is in the reader's language, `seconds` puts the time into words. */
export async function step<Value>(
  title: string,
  seconds: (value: string) => string,
  action: () => Value | Promise<Value>,
): Promise<Value> {
  const startedAtMs = performance.now();
  process.stdout.write(process.stdout.isTTY ? `• ${title} …` : `• ${title} …\n`);
  try {
    const value = await action();
    const took = seconds(((performance.now() - startedAtMs) / 1000).toFixed(1));
    process.stdout.write(process.stdout.isTTY ? `\r✓ ${title} ${took}\n` : `✓ ${title} ${took}\n`);
    return value;
  } catch (error) {
    if (process.stdout.isTTY) process.stdout.write("\n");
    throw error;
  }
}
