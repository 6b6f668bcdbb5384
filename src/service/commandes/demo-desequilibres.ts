import { exclureResidence } from "#observatoire/actes/desequilibre/ecrire-lecture.ts";
import { proposerListe } from "#observatoire/actes/desequilibre/ecrire-liste.ts";
import { readDesequilibres } from "#observatoire/lectures/desequilibre/read-analyse.ts";
import { createMemoire } from "#socle/lectures/memoire.ts";
import { bailleurOf } from "../../../demo/bailleurs.ts";
import { IMMEUBLES_A_DEMOLIR } from "../../../demo/marges.ts";
import { fold } from "./demo-operations.ts";
import type { Session } from "./session.ts";

const ACTE = "Démonstration : démolitions de l’action 11 du document-cadre du 5 octobre 2018";
const SIGNATURE = "2018-10-05";

/**
 * The buildings that the signed document demolishes, excluded from the reading; then a draft list, left to its reader. Through the acts, as an
 * officer would. Does nothing when there are exclusions already, or no stock.
 */
export async function openDesequilibresDemo(
  { base, horloge }: Pick<Session, "base" | "horloge">,
  epci: string,
): Promise<void> {
  const millesime = (await base.parc.millesimes(epci)).at(-1);
  if (millesime === undefined || (await base.desequilibres.exclusions(epci)).length > 0) return;
  const noms = new Set(IMMEUBLES_A_DEMOLIR.map(([nom]) => fold(nom)));
  const { siren } = bailleurOf("oph");
  const parc = await base.parc.residences(epci, millesime);
  const cles = new Set(
    parc
      .filter((row) => row.bailleur === siren && row.situation === "qpv" && noms.has(fold(row.nom)))
      .map(({ cle }) => cle),
  );
  for (const cle of cles) {
    await exclureResidence(base, epci, { cle, motif: "demolition", depuis: SIGNATURE, acte: ACTE });
  }
  const aujourdhui = horloge.aujourdhui();
  const question = { epci, aujourdhui, millesime: null, enquete: null, methode: null };
  const { analyse } = await readDesequilibres(base, createMemoire(1), question);
  if (analyse?.enquete) await proposerListe(base, epci, analyse, aujourdhui);
}
