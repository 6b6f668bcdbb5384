import { readValeur } from "#bilan/lectures/bilan-bailleur/croiser.ts";
import type { LectureRessourcesNulles } from "#droit/regles/quartile.ts";
import type { ColonneFigure, Figure, LigneFigure } from "#socle/lectures/observatoire/figure.ts";
import { formatCompte, formatTaux } from "#socle/regles/shared/format.ts";
import { colonne, compteParmi, figureOf, INCONNUE } from "../cellule.ts";
import { partOf, sumNombre } from "./compter.ts";
import { ORIGINES, QUARTILES } from "./modalites.ts";
import { sayNonLues } from "./mois-publies.ts";
import type { CompteBail } from "./ports.ts";

export type CadreBaux = {
  readonly baux: readonly CompteBail[];
  /** Lines of the same files that were not read, each perhaps a lease of any row. */
  readonly nonLues: number;
  readonly nulles: LectureRessourcesNulles;
  /** « , octobre 2017 à septembre 2018 »: end of the titles. */
  readonly quand: string;
  readonly source: string;
};

type Bail = Pick<CompteBail, "cle" | "situation" | "quartile" | "ressources" | "nombre">;

const COLONNES_SITUATION: readonly ColonneFigure[] = [
  colonne("nombre", "qpv", "En QPV", "Baux signés en quartier prioritaire"),
  colonne("nombre", "hors-qpv", "Hors QPV", "Baux signés hors quartier prioritaire"),
  colonne("nombre", "inconnue", "Non localisées", "Baux dont personne n’a situé le logement"),
  colonne("nombre", "total", "Ensemble", "Tous les baux de la ligne"),
  colonne(
    "taux",
    "part-hors-qpv",
    "Part hors QPV",
    "Part des baux situés qui sont hors quartier prioritaire ; les non localisés et les lignes rejetées la bornent",
  ),
];

/** Leases of a row, with the leases known for the row's question and the unknown ones. */
type Rangee = {
  readonly baux: readonly Bail[];
  readonly connus: readonly Bail[];
  readonly inconnus: readonly Bail[];
};

function cellulesSituation({ baux, connus, inconnus }: Rangee, nonLues: number): LigneFigure["cellules"] {
  const of = (own: readonly Bail[], situation: Bail["situation"]) =>
    sumNombre(own.filter((bail) => bail.situation === situation));
  const compte = (situation: Bail["situation"]) =>
    compteParmi(of(baux, situation), of(connus, situation), of(inconnus, situation));
  const [qpv, hors, inconnue] = [of(baux, "qpv"), of(baux, "hors-qpv"), of(baux, "inconnue")];
  const muette = connus.length === 0 && inconnus.length > 0;
  return {
    qpv: compte("qpv"),
    "hors-qpv": compte("hors-qpv"),
    inconnue: compte("inconnue"),
    total: compteParmi(qpv + hors + inconnue, sumNombre(connus), sumNombre(inconnus)),
    "part-hors-qpv": muette ? INCONNUE : partOf(hors, qpv + hors, inconnue + nonLues),
  };
}

/** The row of one value of a list; the row of unwritten values is always known. */
function rangeeOf(own: readonly Bail[], cle: string, valeurOf: (bail: Bail) => string): Rangee {
  const baux = own.filter((bail) => valeurOf(bail) === cle);
  if (INCONNUS.has(cle)) return entiere(baux);
  return {
    baux,
    connus: own.filter((bail) => !INCONNUS.has(valeurOf(bail))),
    inconnus: own.filter((bail) => INCONNUS.has(valeurOf(bail))),
  };
}

const INCONNUS: ReadonlySet<string> = new Set(["inconnu", "inconnue"]);

function entiere(baux: readonly Bail[]): Rangee {
  return { baux, connus: baux, inconnus: [] };
}

/** Reads resources as the bilan does: the first quartile's column equals its measures. */
function quartileOf(bail: Bail, nulles: LectureRessourcesNulles): string {
  return readValeur("quartile", bail.ressources === "nulles" ? "nulles" : bail.quartile, nulles);
}

/** Leases by quartile × situation, unknown included. `code` distinguishes the territory's table from a bailleur's. */
export function figureQuartiles(cadre: CadreBaux, code = "attributions-quartiles", de = ""): Figure {
  const own = cadre.baux.filter(({ axe }) => axe === "origine");
  const lignes = QUARTILES.map(
    ({ code: cle, libelle }): LigneFigure => ({
      cle,
      libelle,
      cellules: cellulesSituation(
        rangeeOf(own, cle, (bail) => quartileOf(bail, cadre.nulles)),
        cadre.nonLues,
      ),
    }),
  );
  return frame(cadre, {
    code,
    titre: `Attributions par quartile et localisation${de}`,
    lignesDe: "Quartile",
    lignes: [...lignes, total(own, cadre)],
    definition: [
      "Baux signés, selon le quartile de ressources retenu et la localisation retenue, comme dans le bilan. Un logement que personne n’a situé n’est pas « hors QPV ».",
    ],
  });
}

/** Crossed with the status too, for the commission de coordination: nine rows and their total. */
export function figureCroisee(cadre: CadreBaux, code = "pack-attributions", de = ""): Figure {
  const own = cadre.baux.filter(({ axe }) => axe === "origine");
  const lignes = ORIGINES.flatMap((origine) =>
    QUARTILES.map(
      (quartile): LigneFigure => ({
        cle: `${origine.code}-${quartile.code}`,
        libelle: `${origine.libelle}, ${quartile.libelle.toLowerCase()}`,
        cellules: cellulesSituation(
          croiser(
            rangeeOf(own, origine.code, ({ cle }) => cle),
            (baux) => rangeeOf(baux, quartile.code, (bail) => quartileOf(bail, cadre.nulles)),
          ),
          cadre.nonLues,
        ),
      }),
    ),
  );
  return frame(cadre, {
    code,
    titre: `Attributions par quartile, localisation et statut${de}`,
    lignesDe: "Statut et quartile",
    lignes: [...lignes, total(own, cadre)],
    definition: [
      "Baux signés, selon que le ménage était déjà dans le parc social (mutation) ou non, son quartile de ressources et la localisation du logement.",
    ],
  });
}

/** The second question is asked of the known answers to the first; when there is none, the row is unknown. */
function croiser(premiere: Rangee, seconde: (baux: readonly Bail[]) => Rangee): Rangee {
  return premiere.connus.length === 0 && premiere.inconnus.length > 0 ? premiere : seconde(premiere.baux);
}

const SALARIES = [
  ["oui", "Salariés d’une entreprise assujettie"],
  ["non", "Autres ménages"],
  ["inconnu", "Non renseigné"],
] as const;

/** Employees (Action Logement) housed in and outside QPV. */
export function figureSalaries(cadre: CadreBaux): Figure {
  const own = cadre.baux.filter(({ axe }) => axe === "salarie");
  const of = (cle: string) => own.filter((bail) => bail.cle === cle);
  const lignes = SALARIES.map(
    ([cle, libelle]): LigneFigure => ({
      cle,
      libelle,
      cellules: cellulesSituation(
        rangeeOf(own, cle, (bail) => bail.cle),
        cadre.nonLues,
      ),
    }),
  );
  const [salaries, inconnus] = [sumNombre(of("oui")), sumNombre(of("inconnu"))];
  const dits = sumNombre(own) - inconnus;
  const lecture =
    dits === 0
      ? "Aucun fichier publié ne dit qui est salarié."
      : `${formatCompte(salaries, "ménage salarié logé", "ménages salariés logés")}, ${formatTaux(salaries / dits)} de ceux dont le fichier le dit${inconnus > 0 ? ` ; ${formatCompte(inconnus, "bail n’en dit rien", "baux n’en disent rien")}` : ""}.`;
  return {
    ...frame(cadre, {
      code: "salaries-logement",
      titre: "Salariés logés en quartier prioritaire et hors quartier",
      lignesDe: "Ménage",
      lignes: [...lignes, total(own, cadre)],
      definition: [
        "Salarié : travaille pour une entreprise qui cotise à Action Logement (colonne SALARIE_ACTION_LOGEMENT, ajoutée à l’extraction). Ce n’est pas le contingent du logement.",
      ],
    }),
    lecture,
  };
}

function total(baux: readonly Bail[], { nonLues }: CadreBaux): LigneFigure {
  return { cle: "total", libelle: "Ensemble", cellules: cellulesSituation(entiere(baux), nonLues), total: true };
}

type Cadrage = {
  readonly code: string;
  readonly titre: string;
  readonly lignesDe: string;
  readonly lignes: readonly LigneFigure[];
  readonly definition: readonly string[];
};

function frame({ quand, source, nonLues }: CadreBaux, { code, titre, lignesDe, lignes, definition }: Cadrage): Figure {
  return figureOf({
    code,
    titre: `${titre}${quand}`,
    maille: "epci",
    lignesDe,
    colonnes: COLONNES_SITUATION,
    lignes,
    methode: { definition, source, reference: "CCH, art. L. 441-1", reserves: [PETITS, ...sayNonLues(nonLues)] },
    graphique: { genre: "barres-empilees", colonnes: ["qpv", "hors-qpv", "inconnue"] },
  });
}

const PETITS = "Sur un trimestre les effectifs sont petits : comparez des nombres avant des parts.";
