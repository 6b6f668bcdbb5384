import { formatJour } from "#socle/regles/shared/format.ts";
import { Refus } from "#socle/regles/shared/refus.ts";
import type { BornesTranche, TranchePlh } from "./plh-tranche.ts";
import type { ParametresRegle } from "./regle.ts";

const ANNEE_MIN = 1990;
const ANNEE_MAX = 2100;

/**
 * Checks when a version may begin. The first one of a rule may start in the past, since the text was signed before it was typed; a later one only
 * changes the future. Refuses `regle-passee`, `regle-anterieure`, `regle-jusque`.
 */
export function verifyDates(
  { depuis, jusque }: { readonly depuis: string; readonly jusque: string | null },
  { derniere, aujourdhui }: { readonly derniere: string | null; readonly aujourdhui: string },
): void {
  if (derniere !== null && depuis < aujourdhui) {
    throw new Refus(
      "regle-passee",
      "Une règle qui existe ne se change pas pour le passé : donnez un premier jour qui n’est pas avant aujourd’hui.",
    );
  }
  if (derniere !== null && depuis <= derniere) {
    throw new Refus(
      "regle-anterieure",
      `La dernière version de cette règle commence le ${formatJour(derniere)} : donnez un jour qui la suit.`,
    );
  }
  if (jusque !== null && jusque < depuis) {
    throw new Refus("regle-jusque", "Le dernier jour de la règle est avant le premier. Corrigez l’un des deux.");
  }
}

/** Refuses `regle-parametres`, naming the invalid number. */
export function verifyParametres(parametres: ParametresRegle): void {
  switch (parametres.genre) {
    case "reconstitution-part":
      verifySeuils(parametres.min, parametres.max);
      break;
    case "production-annuelle":
      verifyProduction(parametres);
      break;
    case "part-residences-principales":
      verifyTaux(parametres.cible, "Le taux visé");
      verifyAnnee(parametres.horizon);
      break;
    case "taux-communes":
      verifyTauxCommunes(parametres);
      break;
    default:
      verifySeuils(parametres.min, null);
  }
}

type Of<G extends ParametresRegle["genre"]> = Extract<ParametresRegle, { readonly genre: G }>;

function verifyProduction({ parAn, debut, fin }: Of<"production-annuelle">): void {
  if (!Number.isInteger(parAn) || parAn < 1) throw refuse("Les logements par an sont un nombre entier, 1 au moins.");
  verifyPeriode(debut, fin);
}

function verifyTauxCommunes({ tranches, plafond, reference, horizon }: Of<"taux-communes">): void {
  if (tranches.length === 0) throw refuse("Donnez une tranche au moins.");
  for (const tranche of tranches) verifyTranche(tranche);
  if (plafond !== null) verifyTaux(plafond, "L’écrêtement");
  verifyPeriode(reference, horizon);
}

function refuse(message: string): Refus {
  return new Refus("regle-parametres", message);
}

function verifySeuils(min: number | null, max: number | null): void {
  if (min !== null) verifyTaux(min, "La part minimale");
  if (max !== null) verifyTaux(max, "La part maximale");
  if (min !== null && max !== null && min > max) throw refuse("La part minimale est au-dessus de la part maximale.");
}

function verifyTaux(taux: number, quoi: string): void {
  if (!(taux >= 0 && taux <= 1)) throw refuse(`${quoi} est un pourcentage, de 0 à 100.`);
}

function verifyAnnee(annee: number): void {
  if (!Number.isInteger(annee) || annee < ANNEE_MIN || annee > ANNEE_MAX) {
    throw refuse(`Une année est attendue, de ${ANNEE_MIN} à ${ANNEE_MAX}.`);
  }
}

function verifyPeriode(debut: number, fin: number): void {
  verifyAnnee(debut);
  verifyAnnee(fin);
  if (fin < debut) throw refuse("La dernière année est avant la première.");
}

function verifyTranche({ population, taux, points }: TranchePlh): void {
  if (!(points > 0 && points <= 1)) throw refuse("Une tranche ajoute plus de 0 point de taux, 100 au plus.");
  verifyBornes(population);
  verifyBornes(taux);
  for (const borne of [taux.plusDe, taux.moinsDe]) if (borne !== null) verifyTaux(borne, "Une borne de taux");
}

function verifyBornes({ plusDe, moinsDe }: BornesTranche): void {
  if (plusDe !== null && moinsDe !== null && plusDe >= moinsDe) {
    throw refuse("Une tranche est vide : « plus de » doit être en dessous de « moins de ».");
  }
}
