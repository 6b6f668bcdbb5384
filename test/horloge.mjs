// The clock of a process that the tests start: BLAISE_TEST_ECART milliseconds away from the machine's. PostgreSQL keeps the machine's.
const Vraie = globalThis.Date;
let ecart = Number(process.env.BLAISE_TEST_ECART ?? 0);

/** Moved on by twelve hours: the same evening. Two signals sent at once may count for one. */
if (process.env.BLAISE_TEST_SOIR === "1")
  process.on("SIGUSR2", () => {
    ecart += 12 * 3_600_000;
  });

globalThis.Date = class extends Vraie {
  constructor(...args) {
    if (args.length === 0) super(Vraie.now() + ecart);
    else super(...args);
  }
  static now() {
    return Vraie.now() + ecart;
  }
};
