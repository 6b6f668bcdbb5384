import { LIBELLE_OBJET } from "#donnees/regles/convention/objet.ts";
import { Refus } from "#socle/regles/shared/refus.ts";
import { isSiren } from "#socle/regles/shared/siren.ts";
import { type Engagement, keyPorteur, labelPorteur } from "./engagement.ts";

/** What no table may hold, whatever the parties agree. Throws `objectif-en-double`, `objectif-invalide`, `objectif-vide`. */
export function checkEngagements(engagements: readonly Engagement[]): void {
  const seen = new Set<string>();
  for (const engagement of engagements) {
    checkEngagement(engagement);
    const key = `${engagement.annee} ${engagement.objet} ${keyPorteur(engagement.porteur)}`;
    if (seen.has(key)) throw refused("objectif-en-double", engagement, "cet objectif est écrit deux fois.");
    seen.add(key);
  }
}

function checkEngagement(engagement: Engagement): void {
  const { taux, nombre } = engagement;
  if (taux === null && nombre === null) {
    throw refused("objectif-vide", engagement, "écrivez un taux, un nombre d’attributions, ou les deux.");
  }
  const wrong = findInvalide(engagement);
  if (wrong !== null) throw refused("objectif-invalide", engagement, wrong);
}

function findInvalide({ annee, taux, nombre, reference, porteur }: Engagement): string | null {
  if (!isAnnee(annee)) return "l’année doit être entre 2000 et 2100.";
  if (porteur.type === "bailleur" && !isSiren(porteur.siren)) return "le SIREN du bailleur n’est pas valide.";
  if (taux !== null && !isTaux(taux)) return "le taux doit être entre 0 et 100 %.";
  if (nombre !== null && !isCount(nombre)) return "le nombre d’attributions doit être un entier positif ou nul.";
  if (reference === null) return null;
  const sound = isCount(reference.assiette) && isAnnee(reference.annee);
  return sound ? null : "la référence doit être une année et un nombre d’attributions.";
}

function isAnnee(annee: number): boolean {
  return Number.isInteger(annee) && annee >= 2000 && annee <= 2100;
}

/** False for NaN too. */
function isTaux(taux: number): boolean {
  return taux >= 0 && taux <= 1;
}

/** Within PostgreSQL's integer, and above the leases of all France. */
function isCount(value: number): boolean {
  return Number.isInteger(value) && value >= 0 && value < 1_000_000;
}

function refused(code: string, { annee, objet, porteur }: Engagement, why: string): Refus {
  return new Refus(code, `${LIBELLE_OBJET[objet]}, ${labelPorteur(porteur, {})}, ${annee} : ${why}`, {
    annee,
    objet,
    porteur: keyPorteur(porteur),
  });
}
