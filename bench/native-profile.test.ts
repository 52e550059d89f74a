import { expect, test } from "vitest";
import { categoryOf, countSamples } from "./native-profile.ts";

const SQLITE = "sqlite3VdbeExec";
const SCRIPT = "Builtins_JSEntryTrampoline";

test.each([
  ["disk: write and fsync", ["blk_mq_submit_bio ([kernel.kallsyms])", "do_fsync", "pagerWalFrames", SQLITE]],
  ["SQLite", ["tcmalloc::alloc", "balance_nonroot", SQLITE, SCRIPT]],
  ["encryption", ["aes_hw_ctr32_encrypt_blocks", "EVP_AEAD_CTX_seal", SCRIPT]],
  [
    "network in the kernel",
    ["__tcp_transmit_skb ([kernel.kallsyms])", "kj::(anonymous namespace)::AsyncStreamFd::write"],
  ],
  ["JavaScript", ["[unknown] (/tmp/perf-12252.map)", "v8::internal::Execution::Call"]],
  ["garbage collection", ["memmove", "v8::internal::Heap::Scavenge", SCRIPT]],
  ["other", ["main"]],
])("%s: the innermost frame that is known decides", (category, frames) => {
  expect(categoryOf(frames)).toBe(category);
});

test("samples are counted by process or by stack", () => {
  const script = `   12 
\t         4007e10 sqlite3_step (/n/bin/workerd)
\t         436089c Builtins_JSEntry (/n/bin/workerd)

   12 
\tffffffff81711bbb do_fsync ([kernel.kallsyms])

   34 
\t         65cc946 kj::_::TransformPromiseNodeBase::get (/n/bin/workerd)

`;
  const counts = countSamples(script, (pid) => (pid === 34 ? "proxy" : undefined));
  expect(Object.fromEntries(counts)).toEqual({ SQLite: 1, "disk: write and fsync": 1, proxy: 1 });
});
