/**
 * The database tests run twice: on the embedded PostgreSQL, whole, then on a server named by DATABASE_URL, for what the engine's version
 * can change. There, what is drawn at random is drawn less often: the same assertions, on `second` draws instead of `premier`.
 */
export function draws(premier: number, second: number): number {
  return process.env.DATABASE_URL ? second : premier;
}
