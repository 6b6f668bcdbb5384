/** Moves on by twelve hours the clock of a product that started on its own day. */
export const JUSQU_AU_SOIR = "SIGUSR2";

/**
 * Environment of a product that starts on this day, at nine in the morning in Paris, and whose clock then goes on: the demonstration it loads is
 * played up to then. Its database keeps the real one.
 */
export function environmentOn(jour: string): Readonly<Record<string, string>> {
  // This process may have an hour of its own: what the product adds is counted from the machine's.
  const ecart = Date.parse(`${jour}T07:00:00Z`) - Math.round(performance.timeOrigin + performance.now());
  const { NODE_OPTIONS = "" } = process.env;
  const horloge = new URL("../horloge.mjs", import.meta.url).href;
  return {
    BLAISE_TEST_ECART: String(ecart),
    BLAISE_TEST_SOIR: "1",
    ...(NODE_OPTIONS.includes(horloge) ? {} : { NODE_OPTIONS: `${NODE_OPTIONS} --import ${horloge}`.trim() }),
  };
}
