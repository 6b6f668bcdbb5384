import { fichierOf } from "#donnees/formats/fichier.ts";
import { receiveFichier } from "#imports/actes/lot/import-lot.ts";
import { publishLot } from "#imports/actes/lot/publish-lot.ts";
import { openBases } from "#service/sql/open-base.ts";
import { Refus } from "#socle/regles/shared/refus.ts";
import { decideAll, fillSeance } from "../faults/acte-scenarios.ts";
import { rplsText } from "../fixtures/rpls-lines.ts";
import { withOwnDatabase } from "./own-database.ts";

const FOIS = 50;
const EPCI = "200068666";

/** The same file sent fifty times at once, then the same decision, then the same publication: done once, and said to have been done to the others. */
export function proveIdempotence(): Promise<Record<string, unknown>> {
  return withOwnDatabase(async ({ base, pool, url }) => {
    const octets = Buffer.from(rplsText(2_000));
    const horloge = { aujourdhui: () => "2018-01-15", maintenant: () => "2018-01-15T00:00:00Z" };
    const envoyer = async () => {
      const depot = { fichier: fichierOf("rpls-2017.csv", octets), epci: EPCI, periode: "2017" };
      const { fini } = await receiveFichier({ base, horloge, hash: (text) => text }, depot);
      return (await fini).id;
    };
    const envois = await allAtOnce(envoyer);
    const lot = envois.faits[0] ?? 0;
    const publications = await allAtOnce(() => publishLot(base, lot, { confirme: true }));
    const bases = openBases(url, { max: 14 });
    try {
      const monde = await fillSeance(url, bases, true);
      const decisions = await allAtOnce(() => decideAll(bases, monde));
      const { rows } = await pool.query<Record<string, number>>(
        `select (select count(*)::int from lot) as lots, (select count(*)::int from publication_acte) as publications,
                (select count(*)::int from decision) as decisions`,
      );
      const comptes = rows[0] ?? {};
      const faites = decisions.faits.filter(Boolean).length;
      if (envois.faits.length !== 1 || envois.refus["deja-importe"] !== FOIS - 1)
        throw new Error(JSON.stringify(envois));
      if (faites !== 1 || decisions.faits.length !== FOIS) throw new Error(JSON.stringify(decisions));
      if (comptes.lots !== 1 || comptes.publications !== 1 || comptes.decisions !== 3)
        throw new Error(JSON.stringify(comptes));
      return {
        envois: { fois: FOIS, lots: 1, dejaImporte: envois.refus["deja-importe"] },
        publications: { fois: FOIS, actes: comptes.publications, refus: publications.refus },
        decisions: { fois: FOIS, faites, dejaFaites: FOIS - faites },
      };
    } finally {
      await bases.close();
    }
  });
}

type Issues<T> = { readonly faits: readonly T[]; readonly refus: Readonly<Record<string, number>> };

/** Anything but a refusal that a person reads goes on up. */
async function allAtOnce<T>(work: () => Promise<T>): Promise<Issues<T>> {
  const faits: T[] = [];
  const refus: Record<string, number> = {};
  await Promise.all(
    Array.from({ length: FOIS }, async () => {
      try {
        faits.push(await work());
      } catch (error) {
        if (!(error instanceof Refus)) throw error;
        refus[error.code] = (refus[error.code] ?? 0) + 1;
      }
    }),
  );
  return { faits, refus };
}
