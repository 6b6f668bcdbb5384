/** Moves that clock on by twelve hours: the same evening. Two signals sent at once may count for one. */
export const JUSQU_AU_SOIR = "SIGUSR2";

/**
 * Environment of a product that starts on this day, at nine in the morning in Paris, and whose clock then goes on: the demonstration it loads is
 * played up to then. Its database keeps the real one.
 */
export function environmentOn(jour: string): Readonly<Record<string, string>> {
  const script = `
    const Vraie = globalThis.Date;
    process.on("${JUSQU_AU_SOIR}", () => {
      ecart += 12 * 3_600_000;
    });
    let ecart = Vraie.parse("${jour}T07:00:00Z") - Vraie.now();
    globalThis.Date = class extends Vraie {
      constructor(...args) {
        if (args.length === 0) super(Vraie.now() + ecart);
        else super(...args);
      }
      static now() {
        return Vraie.now() + ecart;
      }
    };`;
  const before = process.env.NODE_OPTIONS ?? "";
  return { NODE_OPTIONS: `${before} --import data:text/javascript,${encodeURIComponent(script)}`.trim() };
}
