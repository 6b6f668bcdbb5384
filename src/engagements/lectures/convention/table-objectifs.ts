import { LIBELLE_OBJET, OBJETS, type Objet } from "#donnees/regles/convention/objet.ts";
import { share } from "#socle/regles/shared/taux.ts";
import {
  type Engagement,
  findEngagement,
  keyPorteur,
  labelPorteur,
  type Porteur,
  type Reference,
} from "../../regles/convention/engagement.ts";

/** One objective of one bearer in one year: both written figures, and the rate of the number over its own base. */
export type CelluleObjectif = {
  readonly annee: number;
  readonly nombre: number | null;
  /** Between 0 and 1, as written. */
  readonly taux: number | null;
  readonly reference: Reference | null;
  /** nombre / assiette: Hamaris, 32 of 130, 0.246 beside « 25 % »; null when one is missing. */
  readonly tauxDuNombre: number | null;
};

export type LigneObjectifs = {
  readonly porteur: Porteur;
  readonly nom: string;
  /** Reference of the first year that has one. */
  readonly base: Reference | null;
  /** In the order of the table's years; null where the version writes nothing. */
  readonly cellules: readonly (CelluleObjectif | null)[];
};

/** The objectives of one kind: one row per bearer, one column per year. */
export type TableObjectifs = {
  readonly objet: Objet;
  readonly titre: string;
  readonly annees: readonly number[];
  /** Year of reference, when it is common to the table and each row has a single base; null: each objective has its own. */
  readonly reference: number | null;
  /** Bailleurs, then réservataires. */
  readonly lignes: readonly LigneObjectifs[];
  /** Sum of the bailleurs' numbers; a year where one of them has none has no sum. null: no year has one. */
  readonly somme: Omit<LigneObjectifs, "porteur"> | null;
  readonly ensemble: LigneObjectifs | null;
};

type Noms = Readonly<Record<string, string>>;

/** One table of engagements for each object of the version. */
export function tableObjectifs(engagements: readonly Engagement[], noms: Noms): readonly TableObjectifs[] {
  return OBJETS.flatMap((objet) => {
    const own = engagements.filter((engagement) => engagement.objet === objet);
    return own.length === 0 ? [] : [tableOf(objet, own, noms)];
  });
}

function tableOf(objet: Objet, engagements: readonly Engagement[], noms: Noms): TableObjectifs {
  const annees = [...new Set(engagements.map(({ annee }) => annee))].sort((a, b) => a - b);
  const porteurs = [...new Map(engagements.map(({ porteur }) => [keyPorteur(porteur), porteur])).values()];
  const rowOf = (porteur: Porteur): LigneObjectifs => {
    const cellules = annees.map((annee) => cellOf(findEngagement(engagements, annee, objet, porteur)));
    const base = cellules.find((cellule) => cellule?.reference)?.reference ?? null;
    return { porteur, nom: labelPorteur(porteur, noms), base, cellules };
  };
  const ofType = (type: Porteur["type"]) => porteurs.filter((porteur) => porteur.type === type).map(rowOf);
  return {
    objet,
    titre: LIBELLE_OBJET[objet],
    annees,
    reference: referenceOf(porteurs.map(rowOf)),
    lignes: [...ofType("bailleur"), ...ofType("reservataire")],
    somme: sumOf(annees, ofType("bailleur")),
    ensemble: ofType("epci")[0] ?? null,
  };
}

function sumOf(annees: readonly number[], bailleurs: readonly LigneObjectifs[]): TableObjectifs["somme"] {
  const cellules = annees.map((annee, rank) =>
    sumYear(
      annee,
      bailleurs.map((ligne) => ligne.cellules[rank] ?? null),
    ),
  );
  const base = cellules.find((cellule) => cellule?.reference)?.reference ?? null;
  return cellules.every((cellule) => cellule === null) ? null : { nom: "Somme des bailleurs", base, cellules };
}

function sumYear(annee: number, cellules: readonly (CelluleObjectif | null)[]): CelluleObjectif | null {
  const nombres = cellules.flatMap((cellule) => cellule?.nombre ?? []);
  if (nombres.length === 0 || nombres.length < cellules.length) return null;
  const nombre = nombres.reduce((sum, one) => sum + one, 0);
  const reference = sumReferences(cellules);
  return { annee, nombre, taux: null, reference, tauxDuNombre: reference && share(nombre, reference.assiette) };
}

/** null when one is missing, or of another year. */
function sumReferences(cellules: readonly (CelluleObjectif | null)[]): Reference | null {
  const references = cellules.flatMap((cellule) => cellule?.reference ?? []);
  const [first] = references;
  if (!first || references.length < cellules.length) return null;
  if (references.some(({ annee }) => annee !== first.annee)) return null;
  return { annee: first.annee, assiette: references.reduce((sum, { assiette }) => sum + assiette, 0) };
}

function referenceOf(lignes: readonly LigneObjectifs[]): number | null {
  const basesOf = ({ cellules }: LigneObjectifs) => cellules.flatMap((cellule) => cellule?.reference ?? []);
  const years = new Set(lignes.flatMap((ligne) => basesOf(ligne).map(({ annee }) => annee)));
  const single = lignes.every((ligne) => new Set(basesOf(ligne).map(({ assiette }) => assiette)).size <= 1);
  return years.size === 1 && single ? ([...years][0] ?? null) : null;
}

function cellOf(engagement: Engagement | null): CelluleObjectif | null {
  if (engagement === null) return null;
  const { annee, nombre, taux, reference } = engagement;
  const tauxDuNombre = nombre === null || reference === null ? null : share(nombre, reference.assiette);
  return { annee, nombre, taux, reference, tauxDuNombre };
}

/** A difference between an avenant's objectives and its parent's; the base of reference alone does not count. */
export type ChangementObjectif = {
  readonly annee: number;
  readonly objet: Objet;
  readonly porteur: Porteur;
  readonly nom: string;
  readonly avant: CelluleObjectif | null;
  readonly apres: CelluleObjectif | null;
};

/** By object, then year, then bearer in the order of the two versions. */
export function compareEngagements(
  avant: readonly Engagement[],
  apres: readonly Engagement[],
  noms: Noms,
): readonly ChangementObjectif[] {
  const lines = new Map(
    [...avant, ...apres].map((one) => [`${one.objet} ${one.annee} ${keyPorteur(one.porteur)}`, one]),
  );
  return [...lines.values()]
    .map(({ annee, objet, porteur }) => ({
      annee,
      objet,
      porteur,
      nom: labelPorteur(porteur, noms),
      avant: cellOf(findEngagement(avant, annee, objet, porteur)),
      apres: cellOf(findEngagement(apres, annee, objet, porteur)),
    }))
    .filter((line) => line.avant?.nombre !== line.apres?.nombre || line.avant?.taux !== line.apres?.taux)
    .toSorted((a, b) => OBJETS.indexOf(a.objet) - OBJETS.indexOf(b.objet) || a.annee - b.annee);
}
