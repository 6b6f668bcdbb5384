import { availableParallelism } from "node:os";
import { operateur } from "../../../src/socle/regles/habilitation/acteur.ts";
import { withOwnDatabase } from "../own-database.ts";
import { attaquer } from "./attaquant.ts";
import { playHistoire, Territoire } from "./histoire.ts";
import { sansCorrection } from "./sans-correction.ts";

const GRAINE = 30_112_026;
const HISTOIRES = 100;
const TRIMESTRES = 6;

/**
 * `npm run preuve -- P1 [histories] [first seed]`: territories that release quarter by quarter while leases come late and files are corrected, by the
 * very acts of the product on a real PostgreSQL, then somebody who has kept every table. Throws as soon as a count from 1 to 10 is left less than eleven
 * wide. The same releases, each year told as its files are, have to give some back: an attack that finds nothing anywhere proves nothing.
 */
export async function proveAttaque([count, first]: readonly string[] = []): Promise<Record<string, unknown>> {
  const histoires = count === undefined ? HISTOIRES : Number(count);
  const graine = first === undefined ? GRAINE : Number(first);
  const sums = { diffusions: 0, refusees: 0, nombres: 0, montres: 0, trouvesSansCorrection: 0, histoiresTrouvees: 0 };
  let dureeMaxMs = 0;
  await withOwnDatabase(async ({ bases }) => {
    const siren = (i: number) => String(200_100_000 + i);
    const baseOf = (epci: string) => bases.pour(operateur("preuve", [epci]));
    // A territory more outdates what the others have prepared and not published yet.
    for (let i = 0; i < histoires; i++) await new Territoire(baseOf(siren(i)), siren(i)).open();
    const play = async (i: number) => {
      const epci = siren(i);
      const territoire = await playHistoire(baseOf(epci), { epci, seed: graine + i }, TRIMESTRES);
      const verite = territoire.verite();
      const { trouves, cibles, audit } = await attaquer(territoire.parus, verite);
      if (trouves.length > 0) throw new Error(JSON.stringify({ graine: graine + i, trouves }));
      const sans = await attaquer(sansCorrection(territoire.parus, verite), verite);
      sums.diffusions += territoire.parus.length;
      sums.refusees += territoire.refusees;
      sums.nombres += cibles;
      sums.montres += cibles - audit.intervalles.length;
      sums.trouvesSansCorrection += sans.trouves.length;
      sums.histoiresTrouvees += sans.trouves.length > 0 ? 1 : 0;
      dureeMaxMs = Math.max(dureeMaxMs, territoire.dureeMaxMs);
      process.stderr.write(`${i + 1}/${histoires} ${JSON.stringify(sums)}\n`);
    };
    // Each has a territory of its own: as many at once as there are cores, whatever their order.
    const rangs = Array.from({ length: histoires }, (_, i) => i).values();
    await Promise.all(
      Array.from({ length: availableParallelism() }, async () => {
        for (const i of rangs) await play(i);
      }),
    );
  });
  if (sums.trouvesSansCorrection === 0) throw new Error("the attack finds nothing even where there is something");
  return {
    graine,
    histoires,
    trimestres: TRIMESTRES,
    seuil: 11,
    ...sums,
    trouves: 0,
    dureeMaxMs: Math.round(dureeMaxMs),
  };
}
