import { openBases } from "#service/sql/open-base.ts";
import { jouerHistoire } from "../cal/histoire.ts";
import { openCommission } from "../fixtures/cal.ts";
import { withOwnDatabase } from "./own-database.ts";

const GRAINES = 1000;

/** A thousand sessions under interleaved acts: no dwelling attributed twice, no rank skipped, votes counted as the serial model counts them. */
export function proveCal(): Promise<Record<string, unknown>> {
  return withOwnDatabase(async ({ url, pool }) => {
    const jour = new Date().toISOString().slice(0, 10);
    const bases = openBases(url, { max: 14 });
    try {
      const commission = await openCommission(pool, bases, jour);
      const total = { votes: 0, decisions: 0, refus: 0, offres: 0 };
      for (let graine = 1; graine <= GRAINES; graine += 1) {
        const bilan = await jouerHistoire({ pool, commission, jour }, graine).catch((cause: unknown) => {
          throw new Error(`seed ${graine} of ${GRAINES}`, { cause });
        });
        for (const cle of ["votes", "decisions", "refus", "offres"] as const) total[cle] += bilan[cle];
        if (graine % 50 === 0) process.stderr.write(`${graine} graines sur ${GRAINES}\n`);
      }
      return { graines: GRAINES, ecarts: 0, ...total };
    } finally {
      await bases.close();
    }
  });
}
