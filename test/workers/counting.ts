/** The same database, noting each statement that is made. */
export function countingQueries(db: D1Database): { db: D1Database; queries: string[] } {
  const queries: string[] = [];
  const prepare = (sql: string) => {
    queries.push(sql);
    return db.prepare(sql);
  };
  const counted = new Proxy(db, {
    get(target, key) {
      if (key === "prepare") return prepare;
      const value: unknown = Reflect.get(target, key);
      return typeof value === "function" ? value.bind(target) : value;
    },
  });
  return { db: counted, queries };
}
