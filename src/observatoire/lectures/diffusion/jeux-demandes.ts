import { findValeur } from "#droit/regles/parametre.ts";
import { cleOf, readTableau, TOUT } from "#socle/calculs/secret/tableau.ts";
import type { Base } from "#socle/lectures/base.ts";
import type { ColonneFigure, LigneFigure } from "#socle/lectures/observatoire/figure.ts";
import { formatJour } from "#socle/regles/shared/format.ts";
import { groupBy } from "#socle/regles/shared/group-by.ts";
import { DELAI_NON_POURVU, DELAI_SANS_EVENEMENT } from "../../regles/demande/anciennete.ts";
import { colonne, figureOf } from "../cellule.ts";
import { referenceOf } from "../demande/derive-demandes.ts";
import type { CompteDemande } from "../demande/ports.ts";
import type { JeuBrut, Matiere } from "./jeu.ts";

const FAMILLE = "demandes";
const AUCUNE: Matiere = { jeux: [], cellules: [], relations: [] };
const AXES = ["commune", "typologie"] as const;
type AxePublic = (typeof AXES)[number];

const TITRE: Readonly<Record<AxePublic, string>> = {
  commune: "par commune demandée",
  typologie: "par taille de logement",
};

/** The stock of demandes of the last published extraction, and those waiting longer than the delay. */
export async function readDemandes(base: Base, epci: string, seuil: number): Promise<Matiere> {
  const [stock] = await base.demandes.stocks(epci);
  if (!stock) return AUCUNE;
  const jour = referenceOf(stock.periode);
  const delai = findValeur(DELAI_NON_POURVU, jour).valeur;
  const silence = findValeur(DELAI_SANS_EVENEMENT, jour).valeur;
  const [comptes, communes] = await Promise.all([
    base.demandes.comptes({ epci, periode: stock.periode, delai, silence, commune: null, typologie: null }),
    base.territoires.perimetre(epci),
  ]);
  const noms = new Map(communes.map(({ commune, nom }) => [commune, nom]));
  const lecture = { periode: stock.periode, jour, delai, fichier: stock.fichier, lot: stock.lot, noms };
  const parts = AXES.map((axe) =>
    readAxe(
      axe,
      comptes.filter((compte) => compte.axe === axe),
      { ...lecture, seuil },
    ),
  );
  return {
    jeux: parts.flatMap(({ jeux }) => jeux),
    cellules: parts.flatMap(({ cellules }) => cellules),
    relations: parts.flatMap(({ relations }) => relations),
  };
}

type Lecture = {
  readonly periode: string;
  readonly jour: string;
  readonly delai: number;
  readonly fichier: string;
  readonly lot: number;
  readonly noms: ReadonlyMap<string, string>;
  readonly seuil: number;
};

const ATTENTES = { oui: "au-dela", non: "en-deca", inconnu: "inconnue" } as const;

function readAxe(axe: AxePublic, comptes: readonly CompteDemande[], lecture: Lecture): Matiere {
  if (comptes.length === 0) return AUCUNE;
  const { periode, seuil } = lecture;
  const byCle = groupBy(comptes, ({ cle }) => cle);
  const count = (cle: string, attente: string) =>
    (cle === TOUT ? comptes : (byCle.get(cle) ?? []))
      .filter(({ ancienne }) => attente === TOUT || ATTENTES[ancienne] === attente)
      .reduce((sum, { nombre }) => sum + nombre, 0);
  const { cellules, relations } = readTableau(
    {
      famille: FAMILLE,
      dimensions: [
        { code: "stock", arbre: new Map(), seuls: [periode] },
        { code: axe, arbre: new Map([[TOUT, [...byCle.keys()]]]) },
        { code: "attente", arbre: new Map([[TOUT, Object.values(ATTENTES)]]), sensible: true },
      ],
      valeur: ([, cle = TOUT, attente = TOUT]) => count(cle, attente),
    },
    seuil,
  );
  return { jeux: [jeuOf(axe, [...byCle.keys()], count, lecture)], cellules, relations };
}

function jeuOf(
  axe: AxePublic,
  cles: readonly string[],
  count: (cle: string, attente: string) => number,
  { periode, jour, delai, fichier, lot, noms }: Lecture,
): JeuBrut {
  const attentes: Readonly<Record<string, string>> = { demandes: TOUT, anciennes: ATTENTES.oui };
  const colonnes: readonly ColonneFigure[] = [
    colonne("nombre", "demandes", "Demandes", `Demandes en attente au ${formatJour(jour)}.`),
    colonne(
      "nombre",
      "anciennes",
      `Dont depuis plus de ${delai} mois`,
      `Demandes en attente depuis plus de ${delai} mois.`,
    ),
  ];
  const ligneOf = (cle: string, libelle: string): LigneFigure => ({
    cle: cle === TOUT ? "total" : cle,
    libelle,
    cellules: Object.fromEntries(
      Object.entries(attentes).map(([code, attente]) => [code, { valeur: count(cle, attente) }]),
    ),
    ...(cle === TOUT ? { total: true as const } : {}),
  });
  return {
    theme: "demandes",
    figure: figureOf({
      code: `demandes-${axe}s`,
      titre: `Demandes de logement social en attente au ${formatJour(jour)}, ${TITRE[axe]}`,
      maille: axe === "commune" ? "commune" : "epci",
      ...(axe === "commune" ? {} : { lignesDe: "Taille de logement" }),
      colonnes,
      lignes: [
        ...[...cles].sort().map((cle) => ligneOf(cle, cle === "inconnu" ? "Non renseigné" : (noms.get(cle) ?? cle))),
        ligneOf(TOUT, "Ensemble"),
      ],
      methode: {
        definition: [
          "Une demande est comptée une fois, dans la commune et pour la taille de logement souhaitées en premier.",
        ],
        source: `SNE, demandes en attente, ${periode} (${fichier}, lot ${lot})`,
        reserves: [
          "Une demande n’est pas un ménage sans logement : une part vient de locataires du parc social qui veulent en changer.",
        ],
      },
      carte: axe === "commune" ? { colonne: "demandes", genre: "cercles", seuils: null } : null,
      graphique: axe === "commune" ? null : { genre: "barres", colonne: "demandes" },
    }),
    nombres: (ligne, colonne) => ({
      part: cleOf(FAMILLE, {
        stock: periode,
        [axe]: ligne === "total" ? TOUT : ligne,
        attente: attentes[colonne] ?? TOUT,
      }),
    }),
  };
}
