import { cleOf, readTableau, TOUT } from "#socle/calculs/secret/tableau.ts";
import type { Base } from "#socle/lectures/base.ts";
import type { CelluleFigure, ColonneFigure, Figure, LigneFigure } from "#socle/lectures/observatoire/figure.ts";
import { groupBy } from "#socle/regles/shared/group-by.ts";
import { colonne, figureOf } from "../cellule.ts";
import { TYPOLOGIES } from "../demande/modalites.ts";
import type { CompteAttente } from "../demande/ports.ts";
import { codeTranche, direFourchette, GRANDES, PARTIES, PETITES, situer } from "./attente-dite.ts";
import type { AnneePublique } from "./attributions.ts";
import { FAMILLE } from "./comptes-dits.ts";
import { cellulesOf, type FigureParEnsembles } from "./ensembles.ts";
import type { JeuBrut, Matiere } from "./jeu.ts";

const AUCUNE: Matiere = { jeux: [], cellules: [], relations: [] };
const INCONNUE = "inconnue";
const ATTENTES = new Map([[TOUT, [...Object.keys(PARTIES), INCONNUE]], ...Object.entries(PARTIES)]);

type Question = {
  readonly epci: string;
  /** The last complete one; null: none. */
  readonly annee: AnneePublique | null;
  readonly seuil: number;
  readonly source: string;
};
type Axe = "typologie" | "secteur";

/** One room, and five or more: too few leases apart in most territories, whatever the year. */
const TAILLES: Readonly<Record<string, string>> = { C: "T1", T5: "T5P", T6P: "T5P" };
const LIBELLE_TAILLE: Readonly<Record<string, string>> = { T1: "Chambre ou T1", T5P: "T5 et plus" };
/** What the words of a row are told from costs more to mask than its narrower bands. */
const POIDS_GRANDE = 8;

/** Key of the row of the public figure that counts a dwelling of that type. */
export function tailleOf(typologie: string): string {
  return TAILLES[typologie] ?? typologie;
}

/** What the households of the last complete year waited, by size of dwelling and by secteur: counts of leases by band of months. */
export async function readAttentes(base: Base, { epci, annee, seuil, source }: Question): Promise<Matiere> {
  if (annee === null) return AUCUNE;
  const comptes = await base.demandes.attentes(epci, annee.annee);
  if (!comptes.some(({ mois }) => mois !== null)) return AUCUNE;
  const axes: readonly Axe[] = comptes.some(({ secteur }) => secteur !== null)
    ? ["typologie", "secteur"]
    : ["typologie"];
  const parts = axes.map((axe) => tableOf(axe, { comptes, annee, seuil, source }));
  return {
    jeux: parts.flatMap(({ jeux }) => jeux),
    cellules: parts.flatMap(({ cellules }) => cellules),
    relations: parts.flatMap(({ relations }) => relations),
  };
}

type Lecture = Omit<Question, "epci" | "annee"> & {
  readonly annee: AnneePublique;
  readonly comptes: readonly CompteAttente[];
};

function tableOf(axe: Axe, lecture: Lecture): Matiere {
  const { annee, comptes, seuil } = lecture;
  const byCle = groupBy(comptes, (compte) =>
    axe === "typologie" ? tailleOf(compte.typologie) : (compte.secteur ?? "inconnu"),
  );
  const cles = [...byCle.keys()].sort();
  const count = (cle: string, attente: string) =>
    (cle === TOUT ? comptes : (byCle.get(cle) ?? []))
      .filter(({ mois }) => isWithin(codeTranche(mois), attente))
      .reduce((sum, { nombre }) => sum + nombre, 0);
  // The year's leases are one number, whatever table tells them.
  const valeur = (cle: string, attente: string) =>
    cle === TOUT && attente === TOUT ? annee.dits.attributions(String(annee.annee), TOUT, TOUT) : count(cle, attente);
  const { cellules, relations } = readTableau(
    {
      famille: FAMILLE,
      dimensions: [
        { code: "periode", arbre: new Map(), seuls: [String(annee.annee)] },
        { code: axe, arbre: new Map([[TOUT, cles]]) },
        { code: "attente", arbre: ATTENTES, sensible: true },
      ],
      valeur: ([, cle = TOUT, attente = TOUT]) => valeur(cle, attente),
      // When every line of the year has it, that is a fact about its files.
      structurel: ([, , attente]) => attente === INCONNUE && count(TOUT, INCONNUE) === 0,
      poids: ([, cle, attente = TOUT]) => (attente in PARTIES || (cle === TOUT && attente === TOUT) ? POIDS_GRANDE : 1),
    },
    seuil,
  );
  const communes = axe === "secteur" ? secteurRelations(annee, byCle) : [];
  return { jeux: [jeuOf(axe, cles, valeur, lecture)], cellules, relations: [...relations, ...communes] };
}

function isWithin(code: string, attente: string): boolean {
  return attente === TOUT || code === attente || (PARTIES[attente] ?? []).includes(code);
}

/** The leases of a secteur are those of its communes, which another table tells. */
function secteurRelations({ annee, bilan }: AnneePublique, bySecteur: ReadonlyMap<string, readonly CompteAttente[]>) {
  const told = new Set(bilan.ventilations.find(({ axe }) => axe === "commune")?.lignes.map(({ code }) => code) ?? []);
  const periode = String(annee);
  return [...bySecteur].flatMap(([secteur, comptes]) => {
    const communes = [...new Set(comptes.map(({ commune }) => commune ?? "inconnu"))];
    if (!communes.every((commune) => told.has(commune))) return [];
    const termes = communes.map((commune) => [cleOf(FAMILLE, { periode, commune }), -1] as const);
    return [{ termes: [[cleOf(FAMILLE, { periode, secteur }), 1] as const, ...termes], min: 0, max: 0 }];
  });
}

const DITES: readonly ColonneFigure[] = [
  colonne(
    "texte",
    "moitie",
    "Un ménage sur deux a attendu",
    "Durée d’attente que la moitié des ménages logés n’a pas dépassée, avec son intervalle à 95 %.",
  ),
  colonne(
    "texte",
    "trois-quarts",
    "Trois sur quatre",
    "Durée d’attente que trois ménages logés sur quatre n’ont pas dépassée, avec son intervalle à 95 %.",
  ),
];
const PARTS = { moitie: 0.5, "trois-quarts": 0.75 } as const;

function colonnesOf(annee: number): readonly ColonneFigure[] {
  return [
    ...DITES,
    colonne("nombre", "baux", "Baux", `Baux signés en ${annee}.`),
    ...[...PETITES, ...GRANDES].map(({ code, libelle }) =>
      colonne("nombre", code, libelle, `Baux de ${annee} dont le ménage a attendu : ${libelle.toLowerCase()}.`),
    ),
    colonne("nombre", INCONNUE, "Attente inconnue", `Baux de ${annee} dont le fichier ne dit pas l’attente.`),
  ];
}

const attenteOf = (code: string) => (code === "baux" ? TOUT : code);
const NON_DITE: CelluleFigure = { valeur: null, manque: "secret" };

function jeuOf(
  axe: Axe,
  cles: readonly string[],
  valeur: (cle: string, attente: string) => number,
  { annee: { annee }, source }: Lecture,
): JeuBrut {
  const colonnes = colonnesOf(annee);
  const ligneOf = (cle: string, libelle: string): LigneFigure => ({
    cle: cle === TOUT ? "total" : cle,
    libelle,
    cellules: Object.fromEntries(
      colonnes.map(({ code }): [string, CelluleFigure] => [
        code,
        code in PARTS ? NON_DITE : { valeur: valeur(cle, attenteOf(code)) },
      ]),
    ),
    ...(cle === TOUT ? { total: true as const } : {}),
  });
  return {
    theme: "attributions",
    figure: figureOf({
      code: `attente-${axe}s`,
      titre: `Combien de temps ont attendu les ménages logés en ${annee}, ${axe === "secteur" ? "par secteur" : "par taille de logement"}`,
      maille: "epci",
      lignesDe: axe === "secteur" ? "Secteur" : "Taille de logement",
      colonnes,
      lignes: [...cles.map((cle) => ligneOf(cle, libelleOf(axe, cle))), ligneOf(TOUT, "Ensemble")],
      methode: {
        definition: [
          "L’attente va du dépôt de la demande à la signature du bail (colonne DELAI_ATTRIBUTION).",
          "« Entre 6 et 12 mois » : la durée que la moitié des ménages n’a pas dépassée est là, au risque de 5 % de se tromper, si ces baux annoncent les suivants. Elle n’est tirée que des nombres montrés ici : quand une tranche est secrète, l’intervalle est plus large.",
        ],
        source,
        reference: "Intervalle exact d’un quantile par les rangs : David et Nagaraja, Order Statistics, 2003, 7.1",
        reserves: [
          "Seuls sont comptés les ménages qui ont obtenu un logement. Ceux qui attendent encore ne le sont pas, ni ceux qui ont renoncé : l’attente d’une nouvelle demande peut être plus longue.",
        ],
      },
      graphique: { genre: "barres-empilees", colonnes: [...PETITES.map(({ code }) => code), INCONNUE] },
    }),
    nombres: (ligne, code) =>
      code in PARTS
        ? null
        : {
            part: cleOf(FAMILLE, {
              periode: String(annee),
              [axe]: ligne === "total" ? TOUT : ligne,
              attente: attenteOf(code),
            }),
          },
    deduire: direAttentes,
  };
}

function libelleOf(axe: Axe, cle: string): string {
  if (axe === "typologie") return LIBELLE_TAILLE[cle] ?? TYPOLOGIES.find(({ code }) => code === cle)?.libelle ?? cle;
  return cle === "inconnu" ? "Hors secteur" : cle.replace(/^(?!secteur\b)/i, "Secteur ");
}

/** The words of each row, from its shown counts; the words stay secret where these do not suffice. */
function direAttentes(figure: Figure): Figure {
  return {
    ...figure,
    lecture: lectureOf(figure),
    lignes: figure.lignes.map((ligne) => ({
      ...ligne,
      cellules: {
        ...ligne.cellules,
        ...Object.fromEntries(Object.entries(PARTS).map(([code, p]) => [code, celluleDite(ligne, p)])),
      },
    })),
  };
}

/** The rows without words counted together, from the published table alone; null: there are not two of them, or it is no table of waits. */
export function foldAttentes(figure: Figure): FigureParEnsembles | null {
  const total = figure.lignes.find((ligne) => ligne.total);
  const hidden = figure.lignes.filter(({ cellules }) => cellules.moitie?.manque === "secret");
  if (!total || hidden.includes(total) || hidden.length < 2) return null;
  const montrees = figure.lignes.filter((ligne) => ligne !== total && !hidden.includes(ligne));
  const lignesDe = figure.code === "attente-secteurs" ? "secteurs" : "tailles";
  const libelle = `${hidden.length} autres ${lignesDe}, ensemble`;
  const autres: LigneFigure = { cle: "autres-ensemble", libelle, cellules: cellulesOf(figure, total, montrees) };
  return {
    figure: direAttentes({ ...figure, lignes: [...montrees, autres, total] }),
    ensembles: [{ libelle, noms: hidden.map((ligne) => ligne.libelle) }],
    sansNombre: [],
  };
}

/** Counts of a row that are shown, by band of months. */
export const shownOf = (ligne: LigneFigure) => (code: string) => {
  const valeur = ligne.cellules[code]?.valeur;
  return typeof valeur === "number" ? valeur : null;
};

function celluleDite(ligne: LigneFigure, p: number): CelluleFigure {
  const shown = shownOf(ligne);
  if (GRANDES.some(({ code }) => shown(code) === null)) return NON_DITE;
  const dite = situer(shown, p);
  return dite ? { valeur: direFourchette(dite) } : { valeur: null, manque: "effectif-faible" };
}

function lectureOf({ lignes }: Figure): string | null {
  const total = lignes.find((ligne) => ligne.total);
  const dite = total ? situer(shownOf(total), 0.5) : null;
  if (!dite || (dite.de === 0 && dite.a === null)) return null;
  return `Un ménage logé sur deux avait attendu ${direFourchette(dite)} (${dite.baux} baux).`;
}
