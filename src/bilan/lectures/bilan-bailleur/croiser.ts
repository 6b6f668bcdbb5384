import { CONTINGENTS, LIBELLE_CONTINGENT, type Origine } from "#droit/regles/attribution/attribution.ts";
import { countsAsPremierQuartile, hasKnownRessources, type LectureRessourcesNulles } from "#droit/regles/quartile.ts";
import { modalitesOf } from "../ventile.ts";
import type { AxeCroise, Croisement, LigneCroisee, LigneOrigine, LignesCroisees, Modalite } from "./bilan-bailleur.ts";
import type { CelluleCroisee, CelluleOrigine } from "./ports.ts";

const QUARTILES: readonly Modalite[] = [
  { code: "q1", libelle: "1er quartile" },
  { code: "q2-4", libelle: "Quartiles 2 à 4" },
  { code: "inconnu", libelle: "Quartile inconnu" },
];

const SITUATIONS: readonly Modalite[] = [
  { code: "hors-qpv", libelle: "Hors QPV" },
  { code: "qpv", libelle: "En QPV" },
  { code: "inconnu", libelle: "Non localisées" },
];

const TITRE_AXE: Readonly<Record<AxeCroise, string>> = {
  quartile: "quartile de ressources",
  situation: "localisation",
  menage: "taille du ménage",
  age: "âge du demandeur",
  origine: "mutation ou nouvelle entrée",
  prioritaire: "publics prioritaires",
};

const TITRE_LIGNES: Readonly<Record<LignesCroisees, { readonly titre: string; readonly colonne: string }>> = {
  contingent: { titre: "Contingents mobilisés", colonne: "Contingent" },
  secteur: { titre: "Emménagés récents par secteur", colonne: "Secteur" },
  commune: { titre: "Emménagés récents par commune", colonne: "Commune" },
};

const INCONNU: Readonly<Record<LignesCroisees, string>> = {
  contingent: LIBELLE_CONTINGENT.inconnu,
  secteur: "Secteur inconnu",
  commune: "Commune inconnue",
};

/** `noms`: of the communes. `nulles`: how the rule in force counts a lease at 0 €. */
export type Lecture = { readonly noms: ReadonlyMap<string, string>; readonly nulles: LectureRessourcesNulles };

function modalites(axe: AxeCroise): readonly Modalite[] {
  if (axe === "quartile") return QUARTILES;
  return axe === "situation" ? SITUATIONS : modalitesOf(axe);
}

/** Reads resources as the measures do, so that the column of the first quartile agrees with them. */
export function readValeur(axe: AxeCroise, valeur: string, nulles: LectureRessourcesNulles): string {
  if (axe !== "quartile") return valeur;
  const compte =
    valeur === "nulles"
      ? ({ quartile: "inconnu", ressources: "nulles" } as const)
      : ({ quartile: valeur === "q1" || valeur === "q2-4" ? valeur : "inconnu", ressources: "positives" } as const);
  if (!hasKnownRessources(compte, nulles)) return "inconnu";
  return countsAsPremierQuartile(compte, nulles) ? "q1" : "q2-4";
}

/** Lines by decreasing total; the unknown comes last, even at 0. A modality without a label is a defect: it would be lost. */
export function buildCroisement(
  lignesDe: LignesCroisees,
  axe: AxeCroise,
  cellules: readonly CelluleCroisee[],
  { noms, nulles }: Lecture,
): Croisement {
  const columns = modalites(axe);
  const byLigne = new Map<string, number[]>([["inconnu", columns.map(() => 0)]]);
  for (const cellule of cellules) {
    if (cellule.lignesDe !== lignesDe || cellule.axe !== axe) continue;
    const valeur = readValeur(axe, cellule.valeur, nulles);
    const rang = columns.findIndex(({ code }) => code === valeur);
    if (rang < 0) throw new Error(`unknown value of ${axe}: ${cellule.valeur}`);
    const valeurs = byLigne.get(cellule.cle) ?? columns.map(() => 0);
    valeurs[rang] = (valeurs[rang] ?? 0) + cellule.nombre;
    byLigne.set(cellule.cle, valeurs);
  }
  const lignes = [...byLigne]
    .map(
      ([code, valeurs]): LigneCroisee => ({
        code,
        libelle: libelleOf(lignesDe, code, noms),
        valeurs,
        total: sum(valeurs),
      }),
    )
    .sort(compareLignes);
  const totaux = columns.map((_, rang) => sum(lignes.map(({ valeurs }) => valeurs[rang] ?? 0)));
  const { titre, colonne } = TITRE_LIGNES[lignesDe];
  return {
    lignesDe,
    axe,
    titre: `${titre}, ${TITRE_AXE[axe]}`,
    premiereColonne: colonne,
    modalites: columns,
    lignes,
    totaux,
    total: sum(totaux),
  };
}

function libelleOf(lignesDe: LignesCroisees, code: string, noms: ReadonlyMap<string, string>): string {
  if (code === "inconnu") return INCONNU[lignesDe];
  if (lignesDe !== "contingent") return noms.get(code) ?? code;
  const contingent = CONTINGENTS.find((one) => one === code);
  return contingent ? LIBELLE_CONTINGENT[contingent] : code;
}

function compareLignes(a: LigneCroisee, b: LigneCroisee): number {
  if (a.code === "inconnu" || b.code === "inconnu") return Number(a.code === "inconnu") - Number(b.code === "inconnu");
  return b.total - a.total || a.libelle.localeCompare(b.libelle, "fr");
}

const LIBELLE_ORIGINE: Readonly<Record<Origine, string>> = {
  mutation: "Mutation dans le parc social",
  "nouvelle-entree": "Nouvelle entrée",
  inconnue: "Origine inconnue",
};

const ORIGINES = Object.keys(LIBELLE_ORIGINE) as Origine[]; // keys of a Record whose type lists them all

/** One line per contingent × origin with a lease, in the order of the SNE's list. */
export function buildOrigines(cellules: readonly CelluleOrigine[]): readonly LigneOrigine[] {
  return CONTINGENTS.flatMap((contingent) =>
    ORIGINES.flatMap((origine): LigneOrigine[] => {
      const own = cellules.filter((cellule) => cellule.contingent === contingent && cellule.origine === origine);
      if (own.length === 0) return [];
      const of = (dalo: CelluleOrigine["dalo"]) => sum(own.filter((c) => c.dalo === dalo).map((c) => c.nombre));
      const dalo = { oui: of("oui"), non: of("non"), inconnu: of("inconnu") };
      return [
        {
          contingent,
          libelleContingent: LIBELLE_CONTINGENT[contingent],
          origine,
          libelleOrigine: LIBELLE_ORIGINE[origine],
          dalo,
          total: dalo.oui + dalo.non + dalo.inconnu,
        },
      ];
    }),
  );
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
