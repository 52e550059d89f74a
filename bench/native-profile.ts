/**
 * Where the server's processes spend their CPU time, from `perf script`: each sample counts for the innermost frame of its
 * stack that one of the rules below knows.
 */

/** First match wins, frame by frame from the innermost outwards. Names are those of workerd's symbols and of Linux. */
const RULES: readonly (readonly [RegExp, string])[] = [
  [
    /fsync|fdatasync|ext4|blk_|submit_bio|jbd2|virtqueue|vfs_write|generic_perform_write|xfs_|btrfs/,
    "disk: write and fsync",
  ],
  [/tcp_|sock_|inet|skb|ep_poll|epoll|net_rx|__x64_sys_(?:send|recv)|writev|readv/, "network in the kernel"],
  [/sqlite|Sqlite|SqlStorage/, "SQLite"],
  [/\bAES|aes_|gcm|EVP_|HMAC|SHA(?:1|256|512)|sha256|bssl::|CRYPTO_|Crypto/, "encryption"],
  [/Json(?:Parse|Stringif)|JSON/, "JSON"],
  [/Scaveng|MarkCompact|Heap::|GarbageCollect|Sweeper|ConcurrentMark|GlobalHandles/, "garbage collection"],
  [/ValueSerializer|ValueDeserializer|Serializer::|Deserializer::|JsRpc|capnp::/, "RPC between actors"],
  [/WebSocket/, "WebSocket framing"],
  [/^Builtins_|perf-\d+\.map|\[JIT\]|\[anon|\/\/anon|Interpreter|BytecodeHandler/, "JavaScript"],
  [/^v8::|^_ZN2v8|v8::internal/, "V8: compiling, calls, conversion"],
  [/kj::|^_ZN2kj|kj_rs|tokio|workerd/, "workerd: event loop, streams"],
];

/** What the process of a sample is for, by its id. */
export type RoleOf = (pid: number) => string | undefined;

/** The name of a sample's category. @param frames `symbol (object)`, innermost first */
export function categoryOf(frames: readonly string[]): string {
  for (const frame of frames) {
    for (const [pattern, category] of RULES) if (pattern.test(frame)) return category;
  }
  return "other";
}

/**
 * Counts samples by category.
 * @param script output of `perf script -F pid,ip,sym,dso`: blocks apart by empty lines, the process id first, then its frames
 * @param roleOf names processes whose samples count as one category; undefined: by their stacks
 */
export function countSamples(script: string, roleOf: RoleOf): Map<string, number> {
  const counts = new Map<string, number>();
  for (const block of script.split("\n\n")) {
    const [head = "", ...lines] = block.split("\n").filter((line) => line.trim() !== "");
    const pid = Number.parseInt(head.trim(), 10);
    if (Number.isNaN(pid)) continue;
    // "  4007e10 sqlite3_step (/path/of/workerd)": the address says nothing, the object matters for JIT code only.
    const frames = lines.map((line) =>
      line
        .trim()
        .replace(/^[0-9a-f]+ /, "")
        .replace(/\(\/\S*\/bin\/workerd\)$/, ""),
    );
    const category = roleOf(pid) ?? categoryOf(frames);
    counts.set(category, (counts.get(category) ?? 0) + 1);
  }
  return counts;
}
