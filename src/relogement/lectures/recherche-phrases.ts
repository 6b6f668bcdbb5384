import type { DroitEcrit } from "#engagements/lectures/contingent/ecrits/ports.ts";
import { readDroit } from "#engagements/regles/contingent/droit.ts";
import { formatCompte, formatJour, formatNombre } from "#socle/regles/shared/format.ts";
import { LIBELLE_ECART } from "../regles/recherche.ts";
import type { DossierRelogement } from "./ports.ts";
import type { Recherche } from "./recherche.ts";

type Compte = Pick<Recherche, "comptes" | "ecartes" | "millesime"> & { readonly ouvert: boolean };

/** Sentences: the count shown, and the count left out by each criterion. */
export function sayRecherche({ comptes, ecartes, millesime, ouvert }: Compte): readonly string[] {
  const { examines, retenus, aVerifier } = comptes;
  const absent = sayAbsent(millesime, ouvert);
  if (examines === 0) {
    return ["Aucun logement libre, bientôt libre, en chantier ou vacant n’est connu ici.", ...absent];
  }
  const out = ecartes.reduce((sum, { nombre }) => sum + nombre, 0);
  const motifs = ecartes.map(({ motif, nombre }) => `${LIBELLE_ECART[motif].toLowerCase()} ${formatNombre(nombre)}`);
  return [
    `${formatCompte(retenus, "logement répond", "logements répondent")} à tous les critères, ${formatNombre(aVerifier)} à vérifier, sur ${formatNombre(examines)}.`,
    ...(out > 0 ? [`${formatCompte(out, "écarté")} : ${motifs.join(", ")}.`] : []),
    ...absent,
  ];
}

function sayAbsent(millesime: string | null, ouvert: boolean): readonly string[] {
  if (millesime !== null) return [];
  return [
    ouvert
      ? "Aucun logement vacant du parc : aucun RPLS n’est publié, ou il n’en dit aucun."
      : "Les logements vacants du parc ne sont pas ouverts à votre habilitation.",
  ];
}

/**
 * « 7 droits en stock »: Action Logement's rights, and what is left once the households rehoused on one are deducted. The remainder is left out
 * for a reader who may not read the rights.
 */
export function sayDroits(
  droits: readonly DroitEcrit[],
  dossiers: readonly DossierRelogement[],
  jour: string,
  lus: boolean,
): readonly string[] {
  if (!lus) return ["Les droits de réservation d’Action Logement ne sont pas ouverts à votre habilitation."];
  const stock = droits.filter(({ mode, contingent }) => mode === "stock" && contingent === "COLACT");
  const current = stock.filter((droit) => readDroit(droit, jour).statut === "en-cours");
  const over = stock.filter((droit) => readDroit(droit, jour).statut === "echu");
  if (current.length === 0) {
    const ended = over.flatMap(({ nombre, jusque }) =>
      jusque === null ? [] : [`${formatCompte(nombre, "droit")} en stock jusqu’au ${formatJour(jusque)}`],
    );
    return [
      ended.length === 0
        ? "Aucun droit en stock d’Action Logement n’est enregistré."
        : `Aucun droit en stock d’Action Logement n’est en cours (${ended.join(" ; ")}).`,
    ];
  }
  const total = current.reduce((sum, { nombre }) => sum + nombre, 0);
  const used = countUsed(dossiers);
  const chez = [...new Set(current.map(({ nomBailleur }) => nomBailleur))].join(", ");
  return [
    `Action Logement : ${formatCompte(total, "droit")} en stock (${chez}), ${formatNombre(used)} ${used < 2 ? "utilisé" : "utilisés"} par des relogements que vous lisez, ${formatNombre(Math.max(0, total - used))} ${total - used < 2 ? "restant" : "restants"}.`,
  ];
}

function countUsed(dossiers: readonly DossierRelogement[]): number {
  return dossiers.filter(
    ({ etat, offres }) =>
      etat === "reloge" &&
      offres.some(({ bailSigneLe, logement }) => bailSigneLe !== null && logement.droitActionLogement === "oui"),
  ).length;
}
