/** What `npm run audit:verify` tells the auditor, in the language of their terminal. */
import type { Finding, FindingKind, Verdict } from "#domain/audit/verify";
import type { Environment } from "#scripts/local/instance";

const en = {
  usage: `npm run audit:verify                                the instance in .state
npm run audit:verify -- --state-dir <folder>        another one, stopped or running
npm run audit:verify -- --export <rows.jsonl> --heads <heads.json> --public-key <base64>
                                                    what an administrator exported; save the heads first, then the rows
  --public-key <base64>   whose signatures count; may be given several times. Without it: the local instance's own`,
  nothingThere: (folder: string) => `There is no instance in ${folder}.`,
  unreadable: (file: string) => `${file} is not a file that can be read, or not of the form that the console exports.`,
  keyMissing: "Name the public key: --public-key, as the console shows it.",
  keyBroken: "The public key, or the local signing key, is not an Ed25519 key.",
  sealed: (rows: number) => `Sealed rows    ${rows}`,
  heads: (heads: number) => `Signed heads   ${heads}`,
  lastSigned: (seq: number, at: string) => `Last signed    #${seq}, ${at}`,
  unsealed: (rows: number) => `Not sealed yet ${rows}`,
  overdue: (rows: number) =>
    `! ${rows} rows should have been sealed and signed for long ago. If the instance was running, look why it does not seal.`,
  intact: (rows: number) =>
    rows === 0 ? "✓ Intact: nothing is sealed yet." : `✓ Intact: rows #1 to #${rows} are as they were sealed.`,
  broken: (seq: number | undefined) =>
    seq === undefined ? "✗ NOT INTACT" : `✗ NOT INTACT. The first bad row is #${seq}.`,
  more: (count: number) => `  … and ${count} more`,
  findings: {
    row_malformed: "a row is not of the form that Edgedesk writes",
    row_missing: "removed: there is no row in this place",
    row_repeated: "inserted: there are two rows in this place",
    row_changed: "changed, moved or inserted: the row is not what was sealed here",
    id_repeated: "inserted: another row has the same id",
    head_missing: "the table's head is gone, though rows are sealed",
    head_differs: "the table's head is not its last row: it was rolled back, or rows were cut or added",
    signed_head_forged: "a signed head is forged: none of the public keys signed it",
    tail_cut: "the tail was cut: a signed head tells of rows from here on",
    chain_rewritten: "the chain was made anew: a signed head tells of another row here",
    nothing_signed: "the signed heads are gone",
  } satisfies Record<FindingKind, string>,
};

const zh: typeof en = {
  usage: `npm run audit:verify                                检查 .state 中的实例
npm run audit:verify -- --state-dir <目录>          检查其他实例，运行中或已停止均可
npm run audit:verify -- --export <rows.jsonl> --heads <heads.json> --public-key <base64>
                                                    检查管理员导出的文件；请先保存签名链头，再导出记录
  --public-key <base64>   认可谁的签名，可重复给出；省略时使用本地实例自己的公钥`,
  nothingThere: (folder) => `${folder} 中没有实例。`,
  unreadable: (file) => `无法读取 ${file}，或其格式不是控制台导出的格式。`,
  keyMissing: "请用 --public-key 给出公钥（控制台中可以看到）。",
  keyBroken: "公钥或本地签名密钥不是 Ed25519 密钥。",
  sealed: (rows) => `已封存记录     ${rows}`,
  heads: (heads) => `签名链头       ${heads}`,
  lastSigned: (seq, at) => `最近签名       #${seq}，${at}`,
  unsealed: (rows) => `尚未封存       ${rows}`,
  overdue: (rows) => `! 有 ${rows} 条记录早该封存并签名。如果实例一直在运行，请检查它为何没有封存。`,
  intact: (rows) => (rows === 0 ? "✓ 完整：尚无已封存的记录。" : `✓ 完整：#1 至 #${rows} 的记录与封存时一致。`),
  broken: (seq) => (seq === undefined ? "✗ 不完整" : `✗ 不完整。第一条有问题的记录是 #${seq}。`),
  more: (count) => `  …… 另有 ${count} 处`,
  findings: {
    row_malformed: "有一条记录不是 Edgedesk 写入的格式",
    row_missing: "被删除：此处没有记录",
    row_repeated: "被插入：此处有两条记录",
    row_changed: "被修改、移动或插入：与此处封存的内容不符",
    id_repeated: "被插入：另一条记录使用了相同的编号",
    head_missing: "已有封存的记录，但表中的链头不见了",
    head_differs: "表中的链头不是最后一条记录：链头被回滚，或有记录被截去、添加",
    signed_head_forged: "签名链头是伪造的：不是所给公钥的签名",
    tail_cut: "末尾被截去：签名链头表明此处之后还有记录",
    chain_rewritten: "链条被重写：签名链头表明此处是另一条记录",
    nothing_signed: "签名链头不见了",
  },
};

export type VerdictWords = typeof en;

/** By the rules of POSIX: the first of LC_ALL, LC_MESSAGES and LANG that is set decides. */
export function verdictWordsFor(environment: Environment): VerdictWords {
  const language = environment.LC_ALL || environment.LC_MESSAGES || environment.LANG || "";
  return language.toLowerCase().startsWith("zh") ? zh : en;
}

const MAX_FINDINGS = 20;

/** The verdict as lines of text. */
export function describeVerdict(verdict: Verdict, words: VerdictWords): string[] {
  const { findings, sealedRows, lastSigned } = verdict;
  return [
    words.sealed(sealedRows),
    words.heads(verdict.signedHeads),
    ...(lastSigned === undefined ? [] : [words.lastSigned(lastSigned.seq, new Date(lastSigned.atMs).toISOString())]),
    ...(verdict.unsealedRows === 0 ? [] : [words.unsealed(verdict.unsealedRows)]),
    ...(verdict.overdueRows === 0 ? [] : [words.overdue(verdict.overdueRows)]),
    "",
    verdict.isIntact ? words.intact(sealedRows) : words.broken(verdict.firstBadSeq),
    ...findings.slice(0, MAX_FINDINGS).map((finding) => describe(finding, words)),
    ...(findings.length > MAX_FINDINGS ? [words.more(findings.length - MAX_FINDINGS)] : []),
  ];
}

function describe({ kind, seq }: Finding, words: VerdictWords): string {
  return `  ${seq === undefined ? "" : `#${seq}  `}${words.findings[kind]}`;
}
