import type { CelluleFigure, Figure, LigneFigure } from "#socle/lectures/observatoire/figure.ts";
import { LIBELLE_CLASSE } from "../../regles/desequilibre/classe.ts";
import { colonne, compteBorne, figureOf, INCONNUE, nombre } from "../cellule.ts";
import type { AnalyseDesequilibre, UniteAnalysee } from "../desequilibre/analyse.ts";
import { isMuet } from "../desequilibre/figures-unites.ts";
import { methodeDesequilibre } from "../desequilibre/methodes.ts";
import type { MaillePortrait, SujetPortrait } from "./portrait.ts";

const CLASSES = ["ecart-etabli", "a-surveiller", "non-distinguable", "effectif-faible"] as const;
const codeOf = (classe: string) => classe.replaceAll("-", "_");

const COLONNES = [
  colonne(
    "nombre",
    "residences",
    "Résidences analysées",
    "Résidences du parc, hors celles qui sont exclues (démolition…).",
  ),
  ...CLASSES.map((classe) =>
    colonne(
      "nombre",
      codeOf(classe),
      LIBELLE_CLASSE[classe],
      `Résidences dont les occupants sont lus « ${LIBELLE_CLASSE[classe].toLowerCase()} ».`,
    ),
  ),
  colonne(
    "nombre",
    "entrants",
    "Écart établi chez les entrants",
    "Résidences dont les emménagés récents montrent un écart établi.",
  ),
  colonne(
    "nombre",
    "dysfonctionnements",
    "Fonctionnement en écart établi",
    "Résidences dont impayés, mobilité ou vacance sont établis au-dessus du territoire.",
  ),
];

/** The subject's résidences by class, beside the territory's. */
export function figureClasses(
  analyse: AnalyseDesequilibre,
  maille: MaillePortrait,
  sujet: SujetPortrait,
  own: readonly UniteAnalysee[],
): Figure {
  return figureOf({
    code: `desequilibres-par-${maille}`,
    titre: `Déséquilibres des résidences${analyse.enquete === null ? "" : `, enquête OPS ${analyse.enquete}`}`,
    maille,
    colonnes: COLONNES,
    lignes: [
      { cle: sujet.code, libelle: sujet.nom, cellules: cellulesOf(analyse, own) },
      { cle: "total", libelle: "Territoire", cellules: cellulesOf(analyse, analyse.residences), total: true },
    ],
    methode: methodeDesequilibre(analyse),
  });
}

function cellulesOf({ enquete }: AnalyseDesequilibre, residences: readonly UniteAnalysee[]): LigneFigure["cellules"] {
  const count = (keep: (unite: UniteAnalysee) => boolean) => nombre(residences.filter(keep).length);
  const surveyed = (keep: (unite: UniteAnalysee) => boolean) => (enquete === null ? INCONNUE : count(keep));
  return {
    residences: nombre(residences.length),
    ...Object.fromEntries(
      CLASSES.map((classe) => [codeOf(classe), surveyed(({ populations }) => populations.occupants.classe === classe)]),
    ),
    entrants: surveyed(({ populations }) => populations["emmenages-recents"].classe === "ecart-etabli"),
    dysfonctionnements: countDysfonctionnements(residences),
  };
}

/** A résidence with an unknown indicator may be one of them. */
function countDysfonctionnements(residences: readonly UniteAnalysee[]): CelluleFigure {
  const etablies = residences.filter(({ fonctionnement }) => fonctionnement.classe === "ecart-etabli").length;
  const autres = residences.filter(({ fonctionnement }) => fonctionnement.classe !== "ecart-etabli");
  const peutEtre = autres.filter(({ fonctionnement }) => fonctionnement.ecarts.some(isMuet)).length;
  const muettes = autres.filter(({ fonctionnement }) => fonctionnement.classe === "inconnu").length;
  return compteBorne(etablies, residences.length - muettes, peutEtre);
}
