import { entreParentheses } from "#engagements/regles/convention/references.ts";
import type { Base } from "#socle/lectures/base.ts";
import { cheminOf, type QuestionTaches, type Tache } from "#socle/lectures/tache.ts";
import { peut, peutPartout } from "#socle/regles/habilitation/peut.ts";
import { formatCompte } from "#socle/regles/shared/format.ts";
import type { CaseBilan } from "./bilan-bailleur.ts";
import { listerBilansBailleurs } from "./lister.ts";

/**
 * Quarterly bilans of the last published year: those that the bailleur must check and sign; for who keeps the territory's files, how many are
 * awaited. A current quarter is nobody's task.
 */
export async function listTachesBilans(base: Base, { epci, aujourdhui }: QuestionTaches): Promise<readonly Tache[]> {
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
    ...siens.map(({ trimestre }) => sayASigner(annee, trimestre)),
    ...(attend && dus.length > 0 ? [sayAttendus(annee, dus.length)] : []),
  ];
}

function sayASigner(annee: number, { libelle, baux, version }: CaseBilan): Tache {
  return {
    code: "bilan-bailleur-a-signer",
    titre: `Bilan ${libelle} à vérifier et signer`,
    pourquoi: `${formatCompte(baux, "bail signé", "baux signés")} : vérifiez les chiffres, précisez l’origine des demandeurs, signez pour votre organisation.`,
    action: version === null ? "Préparer" : "Vérifier",
    chemin: version === null ? cheminOf("bilans-bailleurs", { annee }) : `bilans-bailleurs/${version}`,
    echeance: null,
  };
}

function sayAttendus(annee: number, attendus: number): Tache {
  return {
    code: "bilans-bailleurs-attendus",
    titre: `${formatCompte(attendus, "bilan de bailleur attendu", "bilans de bailleurs attendus")} en ${annee}`,
    pourquoi: `Chaque bailleur vérifie et signe ses chiffres du trimestre${entreParentheses("bilansBailleurs")}.`,
    action: "Voir",
    chemin: cheminOf("bilans-bailleurs", { annee }),
    echeance: null,
  };
}
