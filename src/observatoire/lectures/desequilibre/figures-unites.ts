import type { CelluleFigure, ColonneFigure, Figure, LigneFigure } from "#socle/lectures/observatoire/figure.ts";
import { formatCompte, formatNombre } from "#socle/regles/shared/format.ts";
import { CLASSES_ECART, type ClasseEcart, LIBELLE_CLASSE } from "../../regles/desequilibre/classe.ts";
import { type Evolution, LIBELLE_EVOLUTION } from "../../regles/desequilibre/evolution.ts";
import { LIBELLE_POPULATION } from "../../regles/desequilibre/libelles.ts";
import { colonne, EFFECTIF_FAIBLE, figureOf, INCONNUE } from "../cellule.ts";
import type { AnalyseDesequilibre, UniteAnalysee } from "./analyse.ts";
import { type FiltreDesequilibre, filterResidences } from "./filtre.ts";
import { methodeDesequilibre } from "./methodes.ts";

/** Most rows. */
const LIGNES_MAX = 300;

const COLONNES_LECTURE: readonly ColonneFigure[] = [
  colonne("statut", "classe", "Lecture", "Classe de la population choisie : la plus forte de ses sur-représentations."),
  colonne(
    "nombre",
    "surrepresentations",
    "Établies",
    "Sur-représentations établies parmi les indicateurs qui comptent.",
  ),
  colonne("decimal", "indice", "Indice", "Moyenne pondérée des taux rapportés à ceux du territoire ; 100 : comme lui."),
  colonne(
    "taux",
    "stabilite",
    "Rang stable",
    "Part des tirages où la résidence est dans le premier dixième par l’indice.",
  ),
  colonne("statut", "evolution", "Entrants", "Emménagés récents comparés aux ménages déjà là, âges à part."),
  colonne("statut", "fonctionnement", "Fonctionnement", "Classe du second axe : impayés, mobilité, vacances."),
  colonne("nombre", "dysfonctionnements", "Dysf. établis", "Écarts établis du second axe, au-dessus du territoire."),
  colonne(
    "decimal",
    "indice_fonctionnement",
    "Indice fonct.",
    "Moyenne des taux du second axe rapportés à ceux du territoire ; 100 : comme lui.",
  ),
  colonne("taux", "sous_plai", "Sous PLAI", "Diagnostic signé : ménages sous le plafond PLAI."),
  colonne(
    "nombre",
    "surrepresentations_simples",
    "Simples",
    "Diagnostic signé : sur-représentations par le seul rapport au territoire, sans garde statistique.",
  ),
];

const COLONNES_PLACE: readonly ColonneFigure[] = [
  colonne("texte", "bailleur", "Bailleur", "Bailleur de la résidence."),
  colonne("texte", "commune", "Commune", "Commune de la résidence."),
  colonne("nombre", "logements", "Logements", "Logements sociaux de la résidence."),
];

/** Every résidence of the view: map by class, both axes crossed, table. */
export function figureResidences(analyse: AnalyseDesequilibre, filtre: FiltreDesequilibre): Figure {
  const all = filterResidences(analyse, filtre);
  const kept = all.slice(0, LIGNES_MAX);
  const byIndice = filtre.axe === "indice";
  return {
    code: "desequilibres-par-residence",
    titre: `Déséquilibres par résidence, ${LIBELLE_POPULATION[filtre.population]}${enquete(analyse)}`,
    lecture: lectureResidences(filterResidences(analyse, { ...filtre, classe: "toutes" }), filtre, [
      kept.length,
      all.length,
    ]),
    maille: "residence",
    colonnes: [...COLONNES_LECTURE, ...COLONNES_PLACE],
    lignes: kept.map((unite) => ligneResidence(unite, filtre)),
    methode: methodeDesequilibre(analyse),
    carte: { colonne: "classe", genre: "aplats", seuils: null },
    graphique: {
      genre: "nuage",
      x: byIndice ? "indice" : "surrepresentations",
      y: byIndice ? "indice_fonctionnement" : "dysfonctionnements",
      reperes: byIndice ? [100, 100] : [1, 1],
      quadrants: ["Fonctionne mal", "Fragile, fonctionne mal", "Sans écart", "Fragile, fonctionne bien"],
      statut: "classe",
    },
  };
}

function enquete({ enquete: code }: AnalyseDesequilibre): string {
  return code === null ? "" : `, enquête OPS ${code}`;
}

/** Counts over every class of the view: hidden ones are reported. */
function lectureResidences(
  all: readonly UniteAnalysee[],
  { population, classe }: FiltreDesequilibre,
  [shown, chosen]: readonly [number, number],
): string {
  if (all.length === 0) return "Aucune résidence ne répond à ce choix.";
  const parts = CLASSES_ECART.map((one) => ({
    one,
    nombre: all.filter(({ populations }) => populations[population].classe === one).length,
  }))
    .filter(({ nombre }) => nombre > 0)
    .map(({ one, nombre }) => `${formatNombre(nombre)} « ${LIBELLE_CLASSE[one].toLowerCase()} »`);
  const limite = shown < chosen ? ` Les ${shown} premières sont montrées.` : "";
  const tues =
    classe === "lues" && chosen < all.length ? " Celles dont rien ne peut être dit ne sont pas montrées." : "";
  return `${formatCompte(all.length, "résidence")} : ${parts.join(", ")}.${tues}${limite}`;
}

/** The same columns for secteurs, without bailleur or rank. */
export function figureSecteurs(analyse: AnalyseDesequilibre, filtre: FiltreDesequilibre): Figure {
  const sans = ["stabilite", "indice_fonctionnement"];
  return figureOf({
    code: "desequilibres-par-secteur",
    titre: `Déséquilibres par secteur, ${LIBELLE_POPULATION[filtre.population]}${enquete(analyse)}`,
    lecture: "Chaque secteur est comparé au reste du territoire, par la même règle qu’une résidence.",
    maille: "secteur",
    colonnes: [
      ...COLONNES_LECTURE.filter(({ code }) => !sans.includes(code)),
      colonne("nombre", "logements", "Logements", "Logements sociaux du secteur, résidences exclues à part."),
    ],
    lignes: analyse.secteurs.map((unite) => ({
      cle: unite.cle,
      libelle: unite.nom,
      cellules: cellulesLecture(unite, filtre),
    })),
    methode: methodeDesequilibre(analyse),
    carte: { colonne: "classe", genre: "aplats", seuils: null },
  });
}

function ligneResidence(unite: UniteAnalysee, filtre: FiltreDesequilibre): LigneFigure {
  return {
    cle: unite.cle,
    libelle: unite.nom,
    chemin: cheminResidence(unite.cle),
    ...(unite.point ? { point: unite.point } : {}),
    cellules: {
      ...cellulesLecture(unite, filtre),
      bailleur: unite.bailleurNom === null ? INCONNUE : { valeur: unite.bailleurNom },
      commune: unite.communeNom === null ? INCONNUE : { valeur: unite.communeNom },
    },
  };
}

/** Address of its fiche, under the territory. */
export function cheminResidence(cle: string): string {
  return `observatoire/residences/${encodeURIComponent(cle)}`;
}

function cellulesLecture(unite: UniteAnalysee, { population }: FiltreDesequilibre): LigneFigure["cellules"] {
  const { populations, fonctionnement, evolution, logements } = unite;
  const { classe, surrepresentations, indice, stabilite, diagnostic } = populations[population];
  const absent = manqueOf(classe);
  const or = (valeur: number | null): CelluleFigure => (valeur === null ? absent : { valeur });
  const { ecarts } = populations[population];
  const plai = ecarts.find(({ indicateur }) => indicateur === "ressources-sous-plai");
  const [occupants, entrants] = [populations.occupants, populations["emmenages-recents"]];
  return {
    classe: classeOf(classe),
    surrepresentations: surrepresentations === null ? absent : bornee(surrepresentations, ecarts.filter(isMuet)),
    indice: or(indice === null ? null : Math.round(indice)),
    stabilite: or(stabilite),
    evolution: evolutionOf(evolution, absentEvolution([occupants, entrants])),
    fonctionnement: classeOf(fonctionnement.classe),
    dysfonctionnements:
      fonctionnement.dysfonctionnements === null
        ? manqueOf(fonctionnement.classe)
        : bornee(fonctionnement.dysfonctionnements, fonctionnement.ecarts.filter(isMuet)),
    indice_fonctionnement:
      fonctionnement.indice === null ? manqueOf(fonctionnement.classe) : { valeur: Math.round(fonctionnement.indice) },
    sous_plai: diagnostic.sousPlai === null ? manqueOf(plai?.classe ?? classe) : { valeur: diagnostic.sousPlai },
    surrepresentations_simples: or(diagnostic.surrepresentations),
    logements: { valeur: logements },
  };
}

function manqueOf(classe: ClasseEcart): CelluleFigure {
  return classe === "inconnu" ? INCONNUE : EFFECTIF_FAIBLE;
}

/** Weighted, but without answers: the résidence may be over-represented on it. */
export function isMuet({ classe, poids = 1 }: { readonly classe: ClasseEcart; readonly poids?: number }): boolean {
  return classe === "inconnu" && poids > 0;
}

function bornee(valeur: number, muets: readonly unknown[]): CelluleFigure {
  return muets.length === 0 ? { valeur } : { valeur, bornes: [valeur, valeur + muets.length] };
}

/** Why entrants are not compared: no answers on one side, or too few. */
export function absentEvolution(lectures: readonly ({ readonly classe: ClasseEcart } | undefined)[]): CelluleFigure {
  return lectures.some((lecture) => !lecture || lecture.classe === "inconnu") ? INCONNUE : EFFECTIF_FAIBLE;
}

/** Unknown and small classes are hatched on a map, never coloured. */
export function classeOf(classe: ClasseEcart): CelluleFigure {
  return classe === "inconnu" || classe === "effectif-faible" ? manqueOf(classe) : { valeur: LIBELLE_CLASSE[classe] };
}

export function evolutionOf(evolution: Evolution, absent: CelluleFigure): CelluleFigure {
  return evolution === "inconnu" ? absent : { valeur: LIBELLE_EVOLUTION[evolution] };
}
