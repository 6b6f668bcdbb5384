import type { CelluleFigure, Figure, LigneFigure } from "#socle/lectures/observatoire/figure.ts";
import { grandTerritoire } from "#socle/regles/observatoire/maille.ts";
import { formatCompte } from "#socle/regles/shared/format.ts";
import type { Situation } from "#socle/regles/shared/situation.ts";
import { share } from "#socle/regles/shared/taux.ts";
import { colonne, figureOf, INCONNUE, nombre, withoutSur } from "../cellule.ts";
import { cheminResidence } from "../desequilibre/figures-unites.ts";
import { libelleGrandTerritoire } from "../zones.ts";
import {
  LOYER_M2,
  loyerM2,
  MOBILITE,
  mobilite,
  VACANCE,
  VACANCE_3_MOIS,
  vacance,
  vacancePlus3Mois,
} from "./indicateurs.ts";
import { mergeCotes, type Residence } from "./merge-cotes.ts";
import { jourMillesime, methodeVacance, methodeVacanceAge } from "./methodes.ts";
import type { ResidenceParc } from "./ports.ts";
import type { VueParc } from "./sommes.ts";

const LIBELLE_COTE: Readonly<Record<Situation, string>> = {
  qpv: "en quartier prioritaire",
  "hors-qpv": "hors quartier prioritaire",
  inconnue: "situation inconnue",
};

/** Résidences of one commune, or of the territory, largest first. */
export function figureResidences(vue: VueParc, rows: readonly ResidenceParc[], commune: string | null): Figure {
  const all = mergeCotes(rows.filter((row) => commune === null || row.commune === commune));
  const ou = commune === null ? "" : ` de ${vue.zones.communes.get(commune) ?? commune}`;
  return figureOf({
    code: "parc-par-residence",
    titre: `Résidences${ou} au ${jourMillesime(vue.millesime)}`,
    lecture: `${formatCompte(all.length, "résidence")}, un programme d’un bailleur dans une commune, de la plus grande à la plus petite.`,
    maille: "residence",
    colonnes: [
      colonne("texte", "bailleur", "Bailleur", "Bailleur de la résidence."),
      colonne("texte", "commune", "Commune", "Commune de la résidence."),
      colonne("texte", "situation", "Situation", "Côté des quartiers prioritaires."),
      colonne("nombre", "logements", "Logements", "Logements sociaux de la résidence."),
      colonne("annee", "construction", "Construction", "Première année de construction écrite."),
      VACANCE,
      VACANCE_3_MOIS,
      MOBILITE,
      LOYER_M2,
    ],
    lignes: all.toSorted(largestFirst).map((residence) => ligneOf(vue, residence)),
    methode: methodeVacance(vue),
    carte: { colonne: "vacance", genre: "aplats", seuils: null },
    graphique: { genre: "essaim", colonne: "loyer_m2" },
  });
}

function largestFirst(a: Residence, b: Residence): number {
  return b.logements - a.logements || a.cle.localeCompare(b.cle);
}

function ligneOf({ zones }: VueParc, residence: Residence): LigneFigure {
  const { cle, nom, point, bailleurNom, commune, cotes, logements } = residence;
  return {
    cle,
    libelle: nom,
    chemin: cheminResidence(cle),
    ...(point ? { point } : {}),
    cellules: {
      bailleur: bailleurNom === null ? INCONNUE : { valeur: bailleurNom },
      commune: { valeur: zones.communes.get(commune) ?? commune },
      situation: { valeur: cotes.map((cote) => LIBELLE_COTE[cote]).join(" et ") },
      logements: nombre(logements),
      construction: constructionOf(residence),
      vacance: withoutSur(vacance(residence)),
      vacance_plus_3_mois: withoutSur(vacancePlus3Mois(residence)),
      mobilite: mobilite(residence),
      loyer_m2: withoutSur(loyerM2(residence)),
    },
  };
}

function constructionOf({ construction }: Residence): CelluleFigure {
  return construction === null ? INCONNUE : { valeur: construction };
}

/** « Part de logements vacants commercialement en fonction de l’année de construction et de la localisation »: one dot per résidence. */
export function figureVacanceResidences(vue: VueParc, rows: readonly ResidenceParc[], residenceMin: number): Figure {
  const all = mergeCotes(rows).filter(({ logements }) => logements >= residenceMin);
  const offerts = all.reduce((sum, { loues, vacants }) => sum + loues + vacants, 0);
  const moyenne = share(
    all.reduce((sum, { vacants }) => sum + vacants, 0),
    offerts,
  );
  return figureOf({
    code: "vacance-des-residences",
    titre: `Vacance des résidences de ${residenceMin} logements et plus selon leur âge au ${jourMillesime(vue.millesime)}`,
    maille: "residence",
    colonnes: [
      colonne("texte", "zone", "Grand territoire", "Grand territoire de la résidence."),
      colonne("nombre", "logements", "Logements", "Logements sociaux de la résidence."),
      colonne("annee", "construction", "Construction", "Première année de construction écrite."),
      VACANCE,
    ],
    lignes: all.toSorted(largestFirst).map((residence) => ({
      cle: residence.cle,
      libelle: residence.nom,
      chemin: cheminResidence(residence.cle),
      ...(residence.point ? { point: residence.point } : {}),
      cellules: {
        zone: { valeur: zoneOf(vue, residence) },
        logements: nombre(residence.logements),
        construction: constructionOf(residence),
        vacance: withoutSur(vacance(residence)),
      },
    })),
    methode: methodeVacanceAge(vue, residenceMin),
    // Cut at 1975, the first thermal rules, and at the mean of these résidences.
    graphique: {
      genre: "nuage",
      x: "construction",
      y: "vacance",
      reperes: [PREMIERE_REGLEMENTATION, moyenne ?? 0],
      statut: null,
    },
  });
}

const PREMIERE_REGLEMENTATION = 1975;

/** A résidence on both sides of a border is placed in its QPV. */
function zoneOf({ zones }: VueParc, { commune, cotes }: Residence): string {
  const cote = cotes.includes("qpv") ? "qpv" : (cotes[0] ?? "inconnue");
  return libelleGrandTerritoire(zones, grandTerritoire(commune, cote, zones.communesQpv));
}
