import { citeConvention, referenceOf, remarqueOf } from "#engagements/regles/convention/references.ts";
import type { CelluleFigure, ColonneFigure, Figure, LigneFigure } from "#socle/lectures/observatoire/figure.ts";
import { formatNombre } from "#socle/regles/shared/format.ts";
import {
  type ComptePression,
  computePression,
  type InconnusPression,
  type Pression,
} from "../../regles/demande/pression.ts";
import { colonne, compteParmi, INCONNUE, PAS_DANS_LE_FICHIER, SANS_OBJET } from "../cellule.ts";
import { rotation } from "../parc/indicateurs.ts";
import { nombreOf } from "./compter.ts";

/** A place or type of dwelling, counted on three sides. */
export type LieuPression = ComptePression & {
  readonly cle: string;
  readonly libelle: string;
  /** Dwellings freed in the year before the vintage, and those for which it is unknown; null when the stock does not tell. */
  readonly liberes: number | null;
  readonly liberationsInconnues: number | null;
};

export type TablePression = {
  readonly code: string;
  readonly titre: string;
  readonly maille: Figure["maille"];
  readonly lignesDe?: string;
  readonly lieux: readonly LieuPression[];
  readonly inconnus: InconnusPression;
  /** Lines that were not read, each perhaps a lease of any place. */
  readonly nonLues: number;
  /** Stock of unknown place, only in the total. */
  readonly parcInconnu: number;
  readonly source: string;
  readonly reserves: readonly string[];
  readonly carte: boolean;
};

const COLONNES: readonly ColonneFigure[] = [
  colonne("nombre", "parc", "Parc social", "Logements du RPLS"),
  colonne("taux", "part-parc", "% parc", "Part du parc"),
  colonne("taux", "rotation", "Rotation", "Logements libérés dans l’année ÷ logements du parc"),
  colonne("nombre", "demandes", "Demandes en stock", "Demandes en cours, selon le premier souhait"),
  colonne("taux", "part-demande", "% demande", "Part des demandes dont le souhait est connu"),
  colonne("nombre", "attributions", "Attributions", "Baux signés dans les douze mois"),
  colonne("taux", "part-attribution", "% attributions", "Part des attributions dont le lieu est connu"),
  colonne("points", "ecart-parc", "% demande − % parc", "Part de la demande moins part du parc"),
  colonne(
    "points",
    "ecart-attribution",
    "% attributions − % demande",
    "Part des attributions moins part de la demande",
  ),
  colonne("decimal", "ratio", "Demandes pour une attribution", "Demandes en stock ÷ attributions de l’année"),
];

/** The source's table « Parc social, rotation, demandes en stock, attributions, différentiels, ratio »: one function for all its lines. */
export function figurePression(table: TablePression): Figure {
  const { lieux, inconnus, parcInconnu } = table;
  const sum = sumLieux(lieux);
  const lignes = lieux.map((lieu) => ligneOf(lieu, computePression(lieu, sum, possiblesOf(table)), { sum, table }));
  const whole = {
    parc: sum.parc === null ? null : sum.parc + parcInconnu,
    demandes: sum.demandes + inconnus.demandes,
    attributions: sum.attributions + inconnus.attributions,
  };
  const seulement = { demandes: 0, attributions: table.nonLues };
  const total: LigneFigure = {
    cle: "total",
    libelle: "Territoire",
    total: true,
    cellules: {
      ...cellulesOf(whole, sum, computePression(whole, whole, seulement), seulement),
      "part-parc": SANS_OBJET,
      "part-demande": SANS_OBJET,
      "part-attribution": SANS_OBJET,
      "ecart-parc": SANS_OBJET,
      "ecart-attribution": SANS_OBJET,
    },
  };
  const unknown = inconnus.demandes + inconnus.attributions + parcInconnu > 0;
  return {
    code: table.code,
    titre: table.titre,
    lecture: tellPression(lieux, sum, inconnus),
    maille: table.maille,
    ...(table.lignesDe ? { lignesDe: table.lignesDe } : {}),
    // A type of dwelling has no rotation, which the stock only gives by résidence.
    colonnes: lieux.some(({ liberes }) => liberes !== null)
      ? COLONNES
      : COLONNES.filter(({ code }) => code !== "rotation"),
    lignes: [...lignes, ...(unknown ? [ligneInconnue(table)] : []), total],
    methode: {
      definition: [
        "Demandes : stock du dernier jour, selon la commune ou le type demandés en premier. Attributions : baux signés pendant les douze mois qui finissent ce jour-là.",
        "Rotation : nombre de logements libérés au cours de l’année divisé par le nombre de logements du parc en fin d’année.",
        "Un différentiel est une différence de parts exactes.",
        ...remarqueOf("remarquePression"),
        "Ce que l’on ne sait pas situer borne le rapport : toutes les demandes inconnues ici et toutes les attributions inconnues ou rejetées ailleurs, puis l’inverse.",
      ],
      source: table.source,
      ...referenceOf("pression"),
      confiance: citeConvention("pression") === null ? "B" : "S",
      reserves: table.reserves,
    },
    carte: table.carte ? { colonne: "ratio", genre: "aplats", seuils: [1, 2, 3] } : null,
    graphique: table.carte ? null : { genre: "barres", colonne: "ratio" },
  };
}

function sumLieux(
  lieux: readonly LieuPression[],
): ComptePression & Pick<LieuPression, "liberes" | "liberationsInconnues"> {
  const of = (read: (lieu: LieuPression) => number | null) =>
    lieux.every((lieu) => read(lieu) === null) ? null : lieux.reduce((total, lieu) => total + (read(lieu) ?? 0), 0);
  return {
    parc: of(({ parc }) => parc),
    demandes: of(({ demandes }) => demandes) ?? 0,
    attributions: of(({ attributions }) => attributions) ?? 0,
    liberes: of(({ liberes }) => liberes),
    liberationsInconnues: of(({ liberationsInconnues }) => liberationsInconnues),
  };
}

function possiblesOf({ inconnus, nonLues }: TablePression): InconnusPression {
  return { ...inconnus, attributions: inconnus.attributions + nonLues };
}

type Ensemble = { readonly sum: ComptePression; readonly table: TablePression };

function ligneOf(lieu: LieuPression, pression: Pression, { sum, table }: Ensemble): LigneFigure {
  const { parcInconnu, inconnus } = table;
  const parts = {
    parc: sum.parc === null ? PAS_DANS_LE_FICHIER : absentOf(parcInconnu),
    demande: absentOf(inconnus.demandes),
    attribution: absentOf(inconnus.attributions),
  };
  return {
    cle: lieu.cle,
    libelle: lieu.libelle,
    cellules: {
      ...cellulesOf(lieu, lieu, pression, possiblesOf(table)),
      demandes: compteParmi(lieu.demandes, sum.demandes, inconnus.demandes),
      attributions: compteParmi(lieu.attributions, sum.attributions, inconnus.attributions),
      "part-parc": tauxOf(pression.partParc, parts.parc),
      "part-demande": tauxOf(pression.partDemande, parts.demande),
      "part-attribution": tauxOf(pression.partAttribution, parts.attribution),
      "ecart-parc": tauxOf(pression.ecartParc, pression.partParc === null ? parts.parc : parts.demande),
      "ecart-attribution": tauxOf(
        pression.ecartAttribution,
        pression.partAttribution === null ? parts.attribution : parts.demande,
      ),
    },
  };
}

/** Cell without any known place: unknown when some places are unwritten, else « sans objet ». */
function absentOf(inconnus: number): CelluleFigure {
  return inconnus > 0 ? INCONNUE : SANS_OBJET;
}

type Rotation = Pick<LieuPression, "liberes" | "liberationsInconnues">;

function cellulesOf(
  compte: ComptePression,
  libere: Rotation,
  pression: Pression,
  inconnus: InconnusPression,
): LigneFigure["cellules"] {
  return {
    parc: compte.parc === null ? PAS_DANS_LE_FICHIER : nombreOf(compte.parc),
    rotation: rotationOf(compte.parc, libere),
    demandes: nombreOf(compte.demandes),
    attributions: nombreOf(compte.attributions),
    ratio: ratioOf(pression, absentOf(inconnus.attributions)),
  };
}

function tauxOf(valeur: number | null, absent: CelluleFigure): CelluleFigure {
  return valeur === null ? absent : { valeur };
}

/** null: no vintage of the stock is published. Rate and bounds equal those of the stock's page. */
function rotationOf(parc: number | null, { liberes, liberationsInconnues }: Rotation): CelluleFigure {
  if (parc === 0) return SANS_OBJET;
  if (parc === null || liberes === null) return PAS_DANS_LE_FICHIER;
  return rotation({ liberes, liberationsInconnues: liberationsInconnues ?? 0, logements: parc });
}

function ratioOf({ ratio, ratioMin, ratioMax }: Pression, absent: CelluleFigure): CelluleFigure {
  if (ratio === null) return absent;
  if (ratioMin === null || ratioMax === null || ratioMin === ratioMax) return { valeur: ratio };
  return { valeur: ratio, bornes: [ratioMin, ratioMax] };
}

function ligneInconnue({ inconnus, parcInconnu, lieux }: TablePression): LigneFigure {
  const without = {
    "part-parc": SANS_OBJET,
    rotation: SANS_OBJET,
    "part-demande": SANS_OBJET,
    "part-attribution": SANS_OBJET,
  };
  const parc = lieux.every((lieu) => lieu.parc === null) ? PAS_DANS_LE_FICHIER : nombreOf(parcInconnu);
  return {
    cle: "inconnu",
    libelle: "Non renseigné",
    cellules: {
      ...without,
      "ecart-parc": SANS_OBJET,
      "ecart-attribution": SANS_OBJET,
      ratio: SANS_OBJET,
      parc,
      demandes: nombreOf(inconnus.demandes),
      attributions: nombreOf(inconnus.attributions),
    },
  };
}

const deuxDecimales = new Intl.NumberFormat("fr-FR", { minimumFractionDigits: 2, maximumFractionDigits: 2 });

/** 579 ÷ 572 → « 1,01 ». */
function formatRatio(ratio: number): string {
  return deuxDecimales.format(ratio);
}

/** The line under most pressure, among those that housed enough for a meaningful ratio. */
function tellPression(
  lieux: readonly LieuPression[],
  total: ComptePression,
  inconnus: InconnusPression,
): string | null {
  const { ratio } = computePression(total, total, inconnus);
  if (ratio === null) return null;
  const known = lieux.filter(({ attributions }) => attributions >= ATTRIBUTIONS_MIN);
  const ratioOfLieu = (lieu: LieuPression) => lieu.demandes / lieu.attributions;
  const first = known.toSorted((a, b) => ratioOfLieu(b) - ratioOfLieu(a))[0];
  const leader = first
    ? ` La pression la plus forte : ${first.libelle}, ${formatRatio(ratioOfLieu(first))} (${formatNombre(first.demandes)} pour ${formatNombre(first.attributions)}), parmi les lignes de ${ATTRIBUTIONS_MIN} attributions et plus.`
    : "";
  return `${formatRatio(ratio)} demande pour une attribution.${leader}`;
}

const ATTRIBUTIONS_MIN = 10;

/** Lines under this share of both the stock and the demandes are grouped, as in the signed diagnosis. */
const PART_MIN = 0.05;

/** « Saint-Dizier, Wassy, autres communes »: the largest places, and the sum of the others. */
export function groupLieux(lieux: readonly LieuPression[], autres: string): readonly LieuPression[] {
  const sum = sumLieux(lieux);
  const isLarge = ({ parc, demandes }: LieuPression) =>
    (parc ?? 0) >= PART_MIN * (sum.parc ?? Number.POSITIVE_INFINITY) || demandes >= PART_MIN * sum.demandes;
  const large = lieux.filter(isLarge).toSorted((a, b) => b.demandes - a.demandes);
  const small = lieux.filter((lieu) => !isLarge(lieu));
  if (small.length === 0) return large;
  return [...large, { cle: "autres", libelle: autres, ...sumLieux(small) }];
}
