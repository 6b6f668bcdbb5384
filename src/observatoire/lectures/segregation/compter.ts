import type { Compte } from "#droit/regles/attribution/compte.ts";
import { findValeur } from "#droit/regles/parametre.ts";
import { countsAsPremierQuartile, hasKnownRessources, RESSOURCES_NULLES } from "#droit/regles/quartile.ts";
import { boundDissimilarite, type EnsemblePartage } from "#socle/calculs/segregation/bornes.ts";
import { computeSegregation, type SegregationDeuxGroupes } from "#socle/calculs/segregation/deux-groupes.ts";
import { decomposeInformation, type NiveauSegregation } from "#socle/calculs/segregation/information.ts";

/** Counts of leases of one ensemble: a commune, a bailleur, the territory. */
export type CompteEnsemble = Compte & { readonly cle: string };

/** First quartile against the others in one year, by sides of the ensembles. */
export type SegregationAnnee = {
  readonly annee: number;
  /** Located, with known resources. */
  readonly baux: number;
  readonly premierQuartile: number;
  /** Known resources, unknown situation: in no index, only in the bounds. */
  readonly nonLocalises: number;
  /** Unknown resources: not used. */
  readonly sansRessources: number;
  /** null when one of the two groups is empty. */
  readonly indices: SegregationDeuxGroupes | null;
  readonly bornes: readonly [number, number] | null;
  /** Between the two sides, then between ensembles inside each side. */
  readonly niveaux: readonly NiveauSegregation[] | null;
};

/** Reads 0 € by the rule of that year's last day. */
export function countAnnee(annee: number, comptes: readonly CompteEnsemble[]): SegregationAnnee {
  const nulles = findValeur(RESSOURCES_NULLES, `${annee}-12-31`).valeur;
  const known = comptes.filter((compte) => hasKnownRessources(compte, nulles));
  const groups = new Map<string, MutableEnsemble>();
  for (const compte of known) {
    const ensemble = groups.get(compte.cle) ?? { groupe: emptyPartage(), autres: emptyPartage() };
    groups.set(compte.cle, ensemble);
    const partage = countsAsPremierQuartile(compte, nulles) ? ensemble.groupe : ensemble.autres;
    partage[COTE[compte.situation]] += compte.nombre;
  }
  const ensembles = [...groups];
  const unites = ensembles.flatMap(([cle, ensemble]) =>
    (["dedans", "dehors"] as const).map((cote) => ({
      chemin: [cote, cle],
      groupe: ensemble.groupe[cote],
      autres: ensemble.autres[cote],
    })),
  );
  const occupees = unites.filter(({ groupe, autres }) => groupe + autres > 0);
  return {
    annee,
    baux: occupees.reduce((sum, { groupe, autres }) => sum + groupe + autres, 0),
    premierQuartile: occupees.reduce((sum, { groupe }) => sum + groupe, 0),
    nonLocalises: sumOf(known.filter(({ situation }) => situation === "inconnue")),
    sansRessources: sumOf(comptes) - sumOf(known),
    indices: computeSegregation(occupees),
    bornes: boundDissimilarite(ensembles.map(([, ensemble]) => ensemble)),
    niveaux: decomposeInformation(
      occupees.map(({ chemin, groupe, autres }) => ({ chemin, effectifs: [groupe, autres] })),
    ),
  };
}

const COTE = { qpv: "dedans", "hors-qpv": "dehors", inconnue: "inconnus" } as const;

type MutableEnsemble = { -readonly [K in keyof EnsemblePartage]: { dedans: number; dehors: number; inconnus: number } };

function emptyPartage() {
  return { dedans: 0, dehors: 0, inconnus: 0 };
}

function sumOf(comptes: readonly Compte[]): number {
  return comptes.reduce((sum, { nombre }) => sum + nombre, 0);
}
