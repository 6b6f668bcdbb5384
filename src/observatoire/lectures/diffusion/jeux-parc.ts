import { cleOf, TOUT } from "#socle/calculs/secret/tableau.ts";
import type { Base } from "#socle/lectures/base.ts";
import type { CelluleFigure, ColonneFigure, LigneFigure } from "#socle/lectures/observatoire/figure.ts";
import { groupBy } from "#socle/regles/shared/group-by.ts";
import type { Situation } from "#socle/regles/shared/situation.ts";
import { share } from "#socle/regles/shared/taux.ts";
import { colonne, colonneMoyenne, figureOf } from "../cellule.ts";
import type { CelluleParc } from "../parc/ports.ts";
import type { JeuBrut, Matiere } from "./jeu.ts";
import { type Apport, type RegleMontants, readMontants } from "./montants.ts";

const REFERENCE = "CCH, art. L. 411-10";

/** The stock is public by law; vacancy and rents are protected for their bailleurs. */
export async function readParcPublic(base: Base, epci: string, regle: RegleMontants): Promise<Matiere> {
  const millesime = (await base.parc.millesimes(epci)).at(-1);
  if (millesime === undefined) return { jeux: [], cellules: [], relations: [] };
  const [cellules, communes, contours] = await Promise.all([
    base.parc.cellules(epci, millesime, 0),
    base.territoires.perimetre(epci),
    base.territoires.contours(epci),
  ]);
  const lecture: Lecture = {
    millesime,
    noms: new Map(communes.map(({ commune, nom }) => [commune, nom])),
    secteurs: new Map(contours.flatMap(({ code, secteur }) => (secteur === null ? [] : [[code, secteur]]))),
    cellules,
  };
  const arbre = treeOf(lecture);
  const apports = (valeurOf: (cellule: CelluleParc) => number): Apport[] =>
    cellules.map((cellule) => ({ commune: cellule.commune, bailleur: cellule.bailleur, valeur: valeurOf(cellule) }));
  const vacance = readMontants(
    { famille: "vacance", millesime, arbre, entiere: true },
    apports((c) => c.vacants),
    regle,
  );
  const loyers = readMontants(
    { famille: "loyers", millesime, arbre, entiere: false },
    apports((c) => c.loyers),
    regle,
  );
  return {
    jeux: [situationJeu(lecture), vacanceJeu(lecture, arbre), loyersJeu(lecture, arbre)],
    cellules: [...vacance.cellules, ...loyers.cellules],
    relations: [...vacance.relations, ...loyers.relations],
  };
}

type Lecture = {
  readonly millesime: string;
  readonly noms: ReadonlyMap<string, string>;
  readonly secteurs: ReadonlyMap<string, string>;
  readonly cellules: readonly CelluleParc[];
};
type Arbre = ReadonlyMap<string, readonly string[]>;

/** Territory → secteurs → communes; without published secteurs, the communes are directly under the territory. */
function treeOf({ cellules, secteurs }: Lecture): Arbre {
  const communes = [...new Set(cellules.map(({ commune }) => commune))].sort();
  const bySecteur = groupBy(communes, (commune) => secteurs.get(commune) ?? null);
  const sums = [...bySecteur].flatMap(([secteur, own]) =>
    secteur === null ? [] : [[`secteur ${secteur}`, own] as const],
  );
  return new Map([[TOUT, [...sums.map(([code]) => code), ...(bySecteur.get(null) ?? [])]], ...sums]);
}

const SITUATION: Readonly<Record<Situation, string>> = {
  qpv: "En quartier prioritaire",
  "hors-qpv": "Hors quartier prioritaire",
  inconnue: "Non localisés",
};

function logements(code: string, libelle: string): ColonneFigure {
  return { code, libelle, genre: "nombre", definition: `Logements sociaux : ${libelle.toLowerCase()}.` };
}

function sumOf(cellules: readonly CelluleParc[], valeurOf: (cellule: CelluleParc) => number): number {
  return cellules.reduce((sum, cellule) => sum + valeurOf(cellule), 0);
}

function situationJeu({ millesime, noms, cellules }: Lecture): JeuBrut {
  const ligneOf = (cle: string, libelle: string, own: readonly CelluleParc[]): LigneFigure => ({
    cle,
    libelle,
    cellules: {
      logements: { valeur: sumOf(own, (c) => c.logements) },
      ...Object.fromEntries(
        Object.keys(SITUATION).map((code): [string, CelluleFigure] => [
          code,
          {
            valeur: sumOf(
              own.filter((c) => c.situation === code),
              (c) => c.logements,
            ),
          },
        ]),
      ),
    },
    ...(cle === "total" ? { total: true as const } : {}),
  });
  return {
    theme: "parc",
    figure: figureOf({
      code: "parc-communes",
      titre: `Logements sociaux par commune au 1er janvier ${millesime}`,
      maille: "commune",
      colonnes: [
        logements("logements", "Ensemble"),
        ...Object.entries(SITUATION).map(([code, libelle]) => logements(code, libelle)),
      ],
      lignes: [
        ...[...groupBy(cellules, ({ commune }) => commune)].map(([code, own]) =>
          ligneOf(code, noms.get(code) ?? code, own),
        ),
        ligneOf("total", "Ensemble", cellules),
      ],
      methode: {
        definition: [
          "Logements locatifs sociaux du répertoire national (RPLS), ceux qui sont sortis du parc non compris.",
        ],
        source: `RPLS au 1er janvier ${millesime}`,
        reference: `${REFERENCE} : ces données sont publiques, aucun secret ne s’y applique`,
        confiance: "R",
        reserves: [],
      },
      carte: { colonne: "logements", genre: "cercles", seuils: null },
    }),
    nombres: () => null,
  };
}

function lieuOf(ligne: string): string {
  return ligne === "total" ? TOUT : ligne;
}

/** One row per secteur, one per commune, then the territory; every commune of the tree has dwellings. */
function lignesOf(
  { noms, cellules, secteurs }: Lecture,
  arbre: Arbre,
  cellulesOf: (own: readonly CelluleParc[]) => LigneFigure["cellules"],
): readonly LigneFigure[] {
  const places = [...arbre.keys()].filter((lieu) => lieu !== TOUT);
  const communes = [...groupBy(cellules, ({ commune }) => commune).keys()].sort();
  return [
    ...places.map((lieu) => {
      const own = cellules.filter(({ commune }) => `secteur ${secteurs.get(commune) ?? ""}` === lieu);
      return {
        cle: lieu,
        libelle: lieu.replace(/^secteur /, "").replace(/^(?!secteur\b)/i, "Secteur "),
        cellules: cellulesOf(own),
      };
    }),
    ...communes.map((commune) => ({
      cle: commune,
      libelle: noms.get(commune) ?? commune,
      cellules: cellulesOf(cellules.filter((cellule) => cellule.commune === commune)),
    })),
    { cle: "total", libelle: "Ensemble", cellules: cellulesOf(cellules), total: true },
  ];
}

const RESERVE_BAILLEURS =
  "Un nombre qui dirait le résultat d’un seul bailleur n’est pas publié : il en faut trois, dont aucun n’en représente presque tout.";

function vacanceJeu(lecture: Lecture, arbre: Arbre): JeuBrut {
  const { millesime } = lecture;
  const cle = (ligne: string) => cleOf("vacance", { millesime, lieu: lieuOf(ligne) });
  return {
    theme: "parc",
    figure: figureOf({
      code: "vacance-communes",
      titre: `Logements vacants au 1er janvier ${millesime}`,
      maille: "commune",
      lignesDe: "Secteur ou commune",
      colonnes: [
        logements("logements", "Logements dont l’occupation est connue"),
        logements("vacants", "Proposés à la location et vides"),
        colonne("taux", "taux", "Part", "Logements vides, rapportés à ceux dont l’occupation est connue."),
      ],
      lignes: lignesOf(lecture, arbre, (own) => {
        const connus = sumOf(own, (c) => c.modeConnu);
        const vacants = sumOf(own, (c) => c.vacants);
        const taux = share(vacants, connus);
        return {
          logements: { valeur: connus },
          vacants: connus === 0 ? { valeur: null, manque: "inconnu" } : { valeur: vacants },
          taux: taux === null ? { valeur: null, manque: "inconnu" } : { valeur: taux },
        };
      }),
      methode: {
        definition: [
          "Logements proposés à la location et vides au 1er janvier (MODE 2 du répertoire). Les logements vides avant travaux, vente ou démolition n’en sont pas.",
        ],
        source: `RPLS au 1er janvier ${millesime}`,
        reserves: [RESERVE_BAILLEURS],
      },
      carte: { colonne: "taux", genre: "aplats", seuils: null },
    }),
    nombres: (ligne, colonne) => (colonne === "logements" ? null : { part: cle(ligne) }),
  };
}

function loyersJeu(lecture: Lecture, arbre: Arbre): JeuBrut {
  const { millesime } = lecture;
  return {
    theme: "parc",
    figure: figureOf({
      code: "loyers-communes",
      titre: `Loyer moyen au 1er janvier ${millesime}`,
      maille: "commune",
      lignesDe: "Secteur ou commune",
      colonnes: [
        logements("logements", "Logements dont le loyer est connu"),
        colonneMoyenne(
          "euros-m2",
          ["loyer", "Loyer moyen", "Somme des loyers, hors charges, rapportée à la somme des surfaces."],
          {
            aucune: "les classes de loyer ne sont pas diffusées, une commune n’y ayant souvent que quelques logements",
          },
        ),
      ],
      lignes: lignesOf(lecture, arbre, (own) => {
        const loyer = share(
          sumOf(own, (c) => c.loyers),
          sumOf(own, (c) => c.surfaces),
        );
        return {
          logements: { valeur: sumOf(own, (c) => c.loyersConnus) },
          loyer: loyer === null ? { valeur: null, manque: "inconnu" } : { valeur: loyer },
        };
      }),
      methode: {
        definition: [
          "Loyers mensuels hors charges des logements dont le loyer et la surface sont connus, en euros par mètre carré.",
        ],
        source: `RPLS au 1er janvier ${millesime}`,
        reserves: [RESERVE_BAILLEURS],
      },
      carte: { colonne: "loyer", genre: "aplats", seuils: null },
    }),
    nombres: (ligne, colonne) =>
      colonne === "loyer" ? { part: cleOf("loyers", { millesime, lieu: lieuOf(ligne) }) } : null,
  };
}
