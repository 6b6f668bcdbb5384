import { LOYERS_MIN } from "#donnees/regles/loyer/prix.ts";
import { findValeur } from "#droit/regles/parametre.ts";
import type { CelluleFigure, ColonneFigure, Figure, LigneFigure } from "#socle/lectures/observatoire/figure.ts";
import type { Maille } from "#socle/regles/observatoire/maille.ts";
import { formatNombre, formatTaux } from "#socle/regles/shared/format.ts";
import { CLASSES_LOYER, LIBELLE_CLASSE_LOYER } from "../../regles/loyer/classe.ts";
import { colonne, colonneMoyenne, compteParmi, EFFECTIF_FAIBLE, figureOf, INCONNUE, SANS_OBJET } from "../cellule.ts";
import { methodeClasses, methodeNiveau, methodeOf } from "./methodes.ts";
import type { MailleLoyer } from "./ports.ts";
import type { ResumeLoyer } from "./resume.ts";
import { type CoupeLoyer, cutByConstruction, cutByFinancement, cutByMaille, type VueLoyers } from "./vue.ts";

const PAR: Readonly<Record<MailleLoyer, string>> = {
  "grand-territoire": "par zone",
  secteur: "par secteur",
  "zone-locale": "par zone locale",
  commune: "par commune",
  bailleur: "par bailleur",
};

/** The rows, the selection under a filter, then the whole territory for comparison. */
function lignesOf(
  vue: VueLoyers,
  coupes: readonly CoupeLoyer[],
  cellulesOf: (resume: ResumeLoyer) => LigneFigure["cellules"],
): readonly LigneFigure[] {
  const ligne = ({ cle, libelle, groupes }: CoupeLoyer) => ({
    cle,
    libelle,
    cellules: cellulesOf(vue.resumes.of(groupes)),
  });
  return [
    ...coupes.map(ligne),
    ...(vue.filtre === null ? [] : [ligne({ cle: "selection", libelle: "Sélection", groupes: vue.choisis })]),
    { ...ligne({ cle: "territoire", libelle: "Territoire", groupes: vue.tous }), total: true },
  ];
}

const COLONNES_CLASSES: readonly ColonneFigure[] = [
  colonne("nombre", "logements", "Logements", "Logements du parc, hors ceux qui en sont sortis."),
  colonne("nombre", "loyer_nul", "Loyer nul", "Logements dont le loyer écrit est 0."),
  colonne(
    "nombre",
    "loyer_inconnu",
    "Sans loyer connu",
    "Logements sans loyer, sans surface, ou dont le loyer dépasse 50 € le m².",
  ),
  ...CLASSES_LOYER.map((classe) =>
    colonne(
      "nombre",
      codeClasse(classe),
      LIBELLE_CLASSE_LOYER[classe],
      `Logements dont le loyer mensuel hors charges par m² est dans la classe « ${LIBELLE_CLASSE_LOYER[classe]} ».`,
    ),
  ),
  colonne(
    "taux",
    "part_bas_loyers",
    "Part sous 5 €",
    "Logements à moins de 5 € le m² parmi ceux dont le loyer est connu.",
  ),
  colonne(
    "taux",
    "part_bas_loyers_document",
    "Rapportée au parc entier",
    "Logements à moins de 5 € le m² parmi tous les logements, loyers nuls compris au dénominateur seul.",
  ),
];

function codeClasse(classe: string): string {
  return `classe_${classe.replaceAll("-", "_")}`;
}

/** « Une offre à bas loyers plus fortement concentrée sur le Vert-Bois »: the table of the signed diagnosis. */
export function figureClasses(vue: VueLoyers, coupes = cutByMaille(vue)): Figure {
  const minimum = findValeur(LOYERS_MIN, vue.jour).valeur;
  const lignes = lignesOf(vue, coupes, (resume) => cellulesClasses(resume, minimum));
  const parCommune = vue.maille === "commune";
  return {
    code: "loyer-par-classe",
    titre: `Offre par classe de loyer au m², ${PAR[vue.maille]}, ${vue.quand}`,
    lecture: readClasses(vue),
    maille: vue.maille,
    colonnes: COLONNES_CLASSES,
    lignes,
    methode: methodeOf(vue, methodeClasses()),
    carte: parCommune ? { colonne: "part_bas_loyers", genre: "aplats", seuils: null } : null,
    graphique: parCommune ? null : { genre: "barres-empilees", colonnes: CLASSES_LOYER.map(codeClasse) },
  };
}

function cellulesClasses({ comptes, basLoyers }: ResumeLoyer, minimum: number): LigneFigure["cellules"] {
  const { logements, connus, tauxDocument } = basLoyers;
  return {
    logements: { valeur: logements },
    loyer_nul: compteParmi(comptes.nul, connus + comptes.nul, logements - connus - comptes.nul),
    loyer_inconnu: { valeur: comptes["non-renseigne"] + comptes.invraisemblable },
    ...Object.fromEntries(
      CLASSES_LOYER.map((classe) => [codeClasse(classe), compteParmi(comptes[classe], connus, logements - connus)]),
    ),
    part_bas_loyers: connus > 0 && connus < minimum ? EFFECTIF_FAIBLE : partCellule(basLoyers),
    part_bas_loyers_document: connus === 0 ? partCellule(basLoyers) : documentCellule(tauxDocument, logements, minimum),
  };
}

function partCellule({ taux, connus, logements, bornes }: ResumeLoyer["basLoyers"]): CelluleFigure {
  if (taux === null) return logements === 0 ? SANS_OBJET : { ...INCONNUE, ...(bornes ? { bornes } : {}) };
  return { valeur: taux, sur: connus, ...(bornes && connus < logements ? { bornes } : {}) };
}

function documentCellule(taux: number | null, logements: number, minimum: number): CelluleFigure {
  if (taux === null) return SANS_OBJET;
  return logements < minimum ? EFFECTIF_FAIBLE : { valeur: taux, sur: logements };
}

function readClasses({ choisis, filtre, resumes }: VueLoyers): string | null {
  const { taux, tauxDocument, bornes, connus, logements } = resumes.of(choisis).basLoyers;
  if (taux === null || tauxDocument === null || bornes === null) return null;
  const sans = logements - connus;
  const part = `${formatTaux(taux)} des logements dont le loyer est connu sont à moins de 5 € le m²`;
  if (sans === 0) return `${part}.`;
  const autre = `en rapportant au parc entier, on lirait ${formatTaux(tauxDocument)}`;
  const reste = `les ${formatNombre(sans)} logements sans loyer connu laissent place à tout, de ${formatTaux(bornes[0])} à ${formatTaux(bornes[1])}`;
  return `${filtre === null ? "" : "Dans la sélection, "}${part} ; ${autre} ; ${reste}.`;
}

const COLONNES_NIVEAU: readonly ColonneFigure[] = [
  colonne("nombre", "logements", "Logements", "Logements du parc, hors ceux qui en sont sortis."),
  colonne(
    "nombre",
    "loyers_connus",
    "Loyers connus",
    "Logements dont le loyer et la surface sont écrits, le loyer n’étant ni nul ni invraisemblable.",
  ),
  colonne(
    "euros-m2",
    "quartile_1",
    "Premier quartile",
    "Un quart au moins des logements au loyer connu sont à ce loyer au m² ou moins.",
  ),
  colonne(
    "euros-m2",
    "mediane",
    "Médiane",
    "La moitié au moins des logements au loyer connu sont à ce loyer au m² ou moins.",
  ),
  colonne(
    "euros-m2",
    "quartile_3",
    "Troisième quartile",
    "Trois quarts au moins des logements au loyer connu sont à ce loyer au m² ou moins.",
  ),
  colonneMoyenne(
    "euros-m2",
    ["moyenne", "Moyenne", "Somme des loyers divisée par somme des surfaces, des logements au loyer connu."],
    { dite: "médiane et quartiles, dans ce tableau" },
  ),
  colonne(
    "euros-m2",
    "ecart_interquartile",
    "Écart interquartile",
    "Troisième quartile moins premier quartile : la dispersion de la moitié centrale.",
  ),
  colonne(
    "taux",
    "part_bas_loyers",
    "Part sous 5 €",
    "Logements à moins de 5 € le m² parmi ceux dont le loyer est connu.",
  ),
];

/** Under `minimum` known rents, no mean or median: it could be the rent of somebody's dwelling. */
function cellulesNiveau(resume: ResumeLoyer, minimum: number): LigneFigure["cellules"] {
  const { logements, connus, moyenne, quartiles, bornesMediane, basLoyers } = resume;
  const comptes = { logements: { valeur: logements }, loyers_connus: { valeur: connus } };
  if (moyenne === null || quartiles === null || connus < minimum) {
    const manque = logements === 0 ? SANS_OBJET : connus === 0 ? INCONNUE : EFFECTIF_FAIBLE;
    const mesures = COLONNES_NIVEAU.slice(2).map(({ code }) => [code, manque]);
    return { ...comptes, ...Object.fromEntries(mesures) };
  }
  const [q1, mediane, q3] = quartiles;
  return {
    ...comptes,
    quartile_1: { valeur: q1 },
    mediane: { valeur: mediane, ...(bornesMediane ? { bornes: bornesMediane } : {}) },
    quartile_3: { valeur: q3 },
    moyenne: { valeur: moyenne },
    ecart_interquartile: { valeur: q3 - q1 },
    part_bas_loyers: partCellule(basLoyers),
  };
}

type TableNiveau = {
  readonly code: string;
  readonly titre: string;
  readonly coupes: readonly CoupeLoyer[];
  readonly maille: Maille;
  readonly lignesDe?: string;
};

function figureNiveau(vue: VueLoyers, { code, titre, coupes, maille, lignesDe }: TableNiveau): Figure {
  const minimum = findValeur(LOYERS_MIN, vue.jour).valeur;
  return figureOf({
    code,
    titre,
    maille,
    ...(lignesDe === undefined ? {} : { lignesDe }),
    colonnes: COLONNES_NIVEAU,
    lignes: lignesOf(vue, coupes, (resume) => cellulesNiveau(resume, minimum)),
    methode: methodeOf(vue, methodeNiveau(minimum)),
    carte: maille === "commune" ? { colonne: "mediane", genre: "aplats", seuils: [3, 4, 5, 6, 7, 8] } : null,
    // A map takes less room for communes.
    graphique: maille === "commune" ? null : { genre: "barres", colonne: "mediane" },
  });
}

/** By the chosen unit, by financing, by period, and always by bailleur. */
export function figuresNiveau(vue: VueLoyers, coupes = cutByMaille(vue)): readonly Figure[] {
  const { maille, quand } = vue;
  const tables: readonly TableNiveau[] = [
    {
      code: "niveau-de-loyer",
      titre: `Niveau et dispersion des loyers au m², ${PAR[maille]}, ${quand}`,
      coupes,
      maille,
    },
    {
      code: "loyer-par-financement",
      titre: `Loyers au m² par financement, ${quand}`,
      coupes: cutByFinancement(vue),
      maille: "epci",
      lignesDe: "Financement",
    },
    {
      code: "loyer-par-construction",
      titre: `Loyers au m² par période de construction, ${quand}`,
      coupes: cutByConstruction(vue),
      maille: "epci",
      lignesDe: "Période de construction",
    },
    {
      code: "loyer-par-bailleur",
      titre: `Loyers au m² par bailleur, ${quand}`,
      coupes: cutByMaille(vue, vue.choisis, "bailleur"),
      maille: "bailleur",
    },
  ];
  return tables
    .filter(({ code }) => maille !== "bailleur" || code !== "loyer-par-bailleur")
    .map((table) => figureNiveau(vue, table));
}

export function figureSerie(vue: VueLoyers, millesimes: readonly CoupeLoyer[]): Figure {
  const minimum = findValeur(LOYERS_MIN, vue.jour).valeur;
  return figureOf({
    code: "loyer-par-millesime",
    titre: `Loyers au m² d’un millésime à l’autre${vue.filtre === null ? "" : `, ${vue.filtre}`}`,
    lecture:
      millesimes.length < 2
        ? `Un seul millésime est publié, ${vue.quand} : l’évolution se lira à partir du suivant.`
        : null,
    maille: "epci",
    lignesDe: "Millésime",
    colonnes: COLONNES_NIVEAU,
    lignes: millesimes.map(({ cle, libelle, groupes }) => ({
      cle,
      libelle,
      cellules: cellulesNiveau(vue.resumes.of(groupes), minimum),
    })),
    methode: methodeOf(vue, methodeNiveau(minimum)),
    graphique: millesimes.length < 2 ? null : { genre: "courbes", colonnes: ["quartile_1", "mediane", "quartile_3"] },
  });
}
