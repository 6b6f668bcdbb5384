import type { Origine, Quartile } from "#droit/regles/attribution/attribution.ts";
import type { openColonnes } from "../decode/colonne.ts";
import type { LigneEnCours } from "../decode/ligne.ts";
import { frenchNombre } from "../french.ts";
import type { COLONNES_COMMUNES } from "./colonnes.ts";

type Colonnes = ReturnType<typeof openColonnes<typeof COLONNES_COMMUNES>>;

export type MenageLu = {
  readonly revenuMensuel: number | null;
  readonly uniteConso: number | null;
  readonly tailleMenage: number | null;
  readonly age: number | null;
};

/** In euros a month: above, the income is more likely the year's. */
const REVENU_MENSUEL_MAX = 15_000;

/** OECD-modified scale: 1 for the first adult, 0.3 to 0.5 for each other person. 0.2 covers the lone parent's supplement of other scales. */
const [PAR_PERSONNE_MIN, PAR_PERSONNE_MAX, TOLERANCE] = [0.3, 0.5, 0.2];

/** Household and resources, common to both extractions. */
export function readMenage(ligne: LigneEnCours, c: Colonnes): MenageLu {
  const menage = {
    revenuMensuel: c.revenuMensuel.read(ligne),
    uniteConso: c.uniteConso.read(ligne),
    tailleMenage: c.tailleMenage.read(ligne),
    age: c.age.read(ligne),
  };
  checkUnites(ligne, c, menage);
  checkRevenu(ligne, c, menage.revenuMensuel);
  return menage;
}

function checkUnites(ligne: LigneEnCours, c: Colonnes, { uniteConso, tailleMenage }: MenageLu): void {
  if (uniteConso === null) return;
  const autres = (tailleMenage ?? 1) - 1;
  const min = tailleMenage === null ? 1 : 1 + PAR_PERSONNE_MIN * autres;
  const max = tailleMenage === null ? Number.POSITIVE_INFINITY : 1 + PAR_PERSONNE_MAX * autres + TOLERANCE;
  // Half a hundredth: the files round to two decimals.
  if (uniteConso >= min - 0.005 && uniteConso <= max + 0.005) return;
  const attendu =
    tailleMenage === null
      ? "au moins 1"
      : `de ${frenchNombre(min.toFixed(1))} à ${frenchNombre(max.toFixed(1))} pour ${plural(tailleMenage, "personne")}`;
  ligne.reject(
    "unites-conso",
    c.uniteConso.entete,
    String(uniteConso),
    `Le nombre d’unités de consommation (${frenchNombre(uniteConso)}) ne correspond pas au ménage (${attendu}). Corrigez l’un des deux.`,
  );
}

function plural(nombre: number, nom: string): string {
  return `${nombre} ${nom}${nombre > 1 ? "s" : ""}`;
}

/** A rejected line already has its reason: an unread income is not a missing one. */
function checkRevenu(ligne: LigneEnCours, c: Colonnes, revenu: number | null): void {
  if (!c.revenuMensuel.presente || ligne.rejetee) return;
  const { entete } = c.revenuMensuel;
  if (revenu === null) {
    ligne.warn(
      "revenu-absent",
      entete,
      "",
      "Revenu mensuel absent : le quartile ne peut pas être calculé, il reste celui que le fichier déclare.",
    );
  } else if (revenu === 0) {
    ligne.warn(
      "revenu-nul",
      entete,
      "0",
      "Revenu mensuel de 0 € : gardé tel quel, c’est un revenu nul et non un revenu inconnu.",
    );
  } else if (revenu > REVENU_MENSUEL_MAX) {
    ligne.warn(
      "revenu-annuel",
      entete,
      String(revenu),
      `Revenu mensuel de ${frenchNombre(revenu)} € : sans doute un revenu annuel. Vérifiez avant de publier.`,
    );
  }
}

/** NB_Q1…NB_QNA: exactly one must be 1. Two give unknown, with a warning. */
export function readQuartile(ligne: LigneEnCours, c: Colonnes): Quartile {
  const q1 = c.q1.read(ligne) === true;
  const q24 = [c.q2.read(ligne), c.q3.read(ligne), c.q4.read(ligne)].includes(true);
  c.qna.read(ligne);
  if (q1 && q24) {
    ligne.warn(
      "quartile-contradictoire",
      c.q1.entete,
      "",
      "Deux quartiles à la fois : le quartile déclaré est tenu pour inconnu.",
    );
    return "inconnu";
  }
  if (q1) return "q1";
  return q24 ? "q2-4" : "inconnu";
}

export function readOrigine(ligne: LigneEnCours, c: Colonnes): Origine {
  const loge = c.dejaLoge.read(ligne) ?? c.modeLogement.read(ligne);
  if (loge === null) return "inconnue";
  return loge ? "mutation" : "nouvelle-entree";
}

/** Keyed hash of the number; null when the line has none, and is then rejected. */
export function readCle(ligne: LigneEnCours, c: Colonnes, hash: (numero: string) => string): string | null {
  const numero = c.numeroUnique.read(ligne);
  if (numero !== null) return hash(numero);
  const demande = c.demande.read(ligne);
  if (demande !== null) return hash(demande);
  if (!ligne.rejetee) {
    const { entete } = c.numeroUnique.presente ? c.numeroUnique : c.demande;
    ligne.reject(
      "valeur-absente",
      entete,
      "",
      `La colonne « ${entete} » est vide : elle est indispensable. Complétez cette cellule.`,
    );
  }
  return null;
}
