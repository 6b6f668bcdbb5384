import { ETATS_OFFERTS } from "#attributions/lectures/logement/ports.ts";
import type { Base } from "#socle/lectures/base.ts";
import type { LogementOffert } from "../regles/offre.ts";
import type { LogementARelouer } from "./recherche.ts";
import { readOperation, readSuivi, readVacant } from "./recherche-sources.ts";

/** Dwelling of the URL: a bailleur's declaration, an operation and its type, or a line of RPLS. */
type CleLogement =
  | { readonly origine: "declare"; readonly id: number }
  | { readonly origine: "programme"; readonly id: number }
  | { readonly origine: "rpls"; readonly cle: string };

function parseCle(cle: string): CleLogement | null {
  const suivi = /^suivi-([1-9]\d{0,14})$/.exec(cle);
  if (suivi) return { origine: "declare", id: Number(suivi[1]) };
  const operation = /^operation-([1-9]\d{0,14})-(?:T[1-6]|X)$/.exec(cle);
  if (operation) return { origine: "programme", id: Number(operation[1]) };
  const rpls = /^rpls-(.{1,200})$/.exec(cle);
  return rpls ? { origine: "rpls", cle: rpls[1] ?? "" } : null;
}

/**
 * Initial values of the form of an offer; null when the actor may not read the dwelling, when it is not free any more, or when its owner
 * could not sign a lease. Its APL is always unknown beforehand.
 */
export async function findLogementARelouer(
  base: Pick<Base, "logementsSuivis" | "operations" | "recherches">,
  epci: string,
  cle: string,
  jour: string,
): Promise<LogementOffert | null> {
  const found = await findLigne(base, epci, cle, jour);
  if (found === null) return null;
  const { bailleur, logement } = found;
  if (bailleur.organisation === null || logement.commune === "") return null;
  return { ...logement, bailleur: { organisation: bailleur.organisation, nom: bailleur.nom } };
}

async function findLigne(
  base: Pick<Base, "logementsSuivis" | "operations" | "recherches">,
  epci: string,
  cle: string,
  jour: string,
): Promise<LogementARelouer | null> {
  const named = parseCle(cle);
  switch (named?.origine) {
    case "declare": {
      const suivi = await base.logementsSuivis.find(epci, named.id);
      const offered: readonly string[] = ETATS_OFFERTS;
      return suivi && offered.includes(suivi.etat) ? readSuivi(suivi, jour) : null;
    }
    case "programme": {
      const operation = await base.operations.find(epci, named.id);
      return operation === null ? null : (readOperation(operation, jour).find((line) => line.cle === cle) ?? null);
    }
    case "rpls": {
      const vacant = await base.recherches.findVacant(epci, named.cle);
      return vacant && readVacant(vacant, jour);
    }
    default:
      return null;
  }
}
