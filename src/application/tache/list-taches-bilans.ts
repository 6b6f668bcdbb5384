import { peut, peutPartout } from "#domain/habilitation/peut.ts";
import type { Base } from "../base.ts";
import { listerBilansBailleurs } from "../bilan-bailleur/lister.ts";
import type { Tache } from "./list-taches.ts";

/**
 * Quarterly bilans of the last year published: each one that the bailleur has to check and sign; for whoever keeps the territory's
 * files, how many are awaited. A quarter that has not ended is nobody's task.
 */
export async function listTachesBilans(base: Base, epci: string, aujourdhui: string): Promise<readonly Tache[]> {
  const { acteur } = base;
  const signe = peut(acteur, "bilan", "valider", epci);
  const attend = peutPartout(acteur, "lot", "valider", epci) && peutPartout(acteur, "bilan", "lire", epci);
  if (!signe && !attend) return [];
  const annee = (await base.cubes.annees(epci)).at(-1);
  if (annee === undefined) return [];
  const { lignes } = await listerBilansBailleurs(base, { epci, annee, aujourdhui });
  const dus = lignes.flatMap(({ organisation, cases }) =>
    cases
      .filter(({ etat, termine }) => termine && etat !== "signe" && etat !== "sans-bail")
      .map((trimestre) => ({ organisation, trimestre })),
  );
  const siens = dus.filter(({ organisation }) => organisation !== null);
  return [
    ...siens.map(({ trimestre }): Tache => ({ kind: "bilan-bailleur-a-signer", annee, trimestre, echeance: null })),
    ...(attend && dus.length > 0
      ? [{ kind: "bilans-bailleurs-attendus", annee, attendus: dus.length, echeance: null } satisfies Tache]
      : []),
  ];
}
