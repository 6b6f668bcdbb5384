import type { Base } from "#socle/lectures/base.ts";
import { Refus } from "#socle/regles/shared/refus.ts";
import type { Territoire } from "#socle/regles/shared/territoire.ts";
import { type DeuxTitulaires, refuseDeuxTitulaires } from "../../lectures/territoire/deux-titulaires.ts";
import type { CommuneTerritoire } from "../../lectures/territoire/ports.ts";
import { findCommuns } from "../../regles/territoire/actes.ts";
import type { MouvementsCommunes } from "../../regles/territoire/mouvements.ts";
import type { NatureTitulaire } from "../../regles/territoire/obligation.ts";

/** CCH, art. L. 441-1: bodies that fix the orientations on allocations; « metropole-grand-paris » does not, its territories and Paris do. */
export type NatureOfficielle = NatureTitulaire | "metropole-grand-paris";

export type TitulaireOfficiel = {
  readonly nom: string;
  readonly nature: NatureOfficielle;
  /** Communes on the day of the code book, each city standing for its arrondissements. */
  readonly communes: readonly CommuneTerritoire[];
};

/** The official code book, given by the composition root: codes and names of all such bodies of France. */
export type CodeOfficiel = {
  findTitulaire(siren: string): TitulaireOfficiel | null;
  /** Null for an unknown code; a merged commune gives the one it became. */
  findCommune(code: string): CommuneTerritoire | null;
  readonly mouvements: MouvementsCommunes;
};

export type Ouverture = Territoire & {
  readonly communes: number;
  /** In the code book, but not in the perimeter: an act must say since when. */
  readonly aFaireEntrer: readonly CommuneTerritoire[];
  /** In the perimeter, but no longer in the code book. */
  readonly aFaireSortir: readonly CommuneTerritoire[];
};

/**
 * Opens a territory from its SIREN. Opening it again refreshes names and lists the differences with the code book: only acts change its communes.
 * Refuses `epci-inconnu`, `titulaire-autre`, `commune-deux-titulaires`.
 */
export async function openTerritoire(
  base: Base,
  code: CodeOfficiel,
  epci: string,
  options: { readonly demonstration?: boolean } = {},
): Promise<Ouverture> {
  const found = findTitulaire(code, epci);
  const nouveau = (await base.territoires.find(epci)) === null;
  if (nouveau) refuseDeuxTitulaires(await findPris(base, epci, found.communes));
  const territoire = { epci, nom: found.nom, demonstration: options.demonstration ?? false };
  await base.transaction(async (tx) => {
    await tx.territoires.add({ ...territoire, nature: found.nature }, found.communes);
    const acte = nouveau ? "territoire-ouvert" : "territoire-relu";
    await tx.journal.ecrire({ acte, ressource: "lot", epci, objet: `territoire:${epci}` });
  });
  const communes = await base.territoires.communes(epci);
  return {
    ...territoire,
    communes: communes.length,
    aFaireEntrer: missing(found.communes, communes),
    aFaireSortir: missing(communes, found.communes),
  };
}

function findTitulaire(code: CodeOfficiel, epci: string): TitulaireOfficiel & { readonly nature: NatureTitulaire } {
  const found = /^\d{9}$/.test(epci) ? code.findTitulaire(epci) : null;
  if (!found) {
    throw new Refus(
      "epci-inconnu",
      `Ni EPCI, ni établissement public territorial, ni Paris ne porte le SIREN « ${epci} » dans le code officiel géographique. Vérifiez les neuf chiffres.`,
      { epci },
    );
  }
  if (found.nature === "metropole-grand-paris") {
    throw new Refus(
      "titulaire-autre",
      "Dans la Métropole du Grand Paris, les orientations d’attribution sont celles de chaque établissement public territorial, et de Paris (CCH, art. L. 441-1). Ouvrez l’un d’eux par son SIREN.",
      { epci },
    );
  }
  return { ...found, nature: found.nature };
}

/** Communes of the territory to open that another one has, without a known end. */
async function findPris(
  base: Pick<Base, "perimetres">,
  epci: string,
  communes: readonly CommuneTerritoire[],
): Promise<readonly DeuxTitulaires[]> {
  const codes = communes.map(({ commune }) => commune);
  const noms = new Map(communes.map(({ commune, nom }) => [commune, nom]));
  return (await base.perimetres.autresTitulaires(epci, codes)).flatMap((titulaire) => {
    const communs = findCommuns([{ depuis: null, jusque: null }], titulaire.sejours);
    const { commune } = titulaire;
    return communs ? [{ commune, nom: noms.get(commune) ?? commune, titulaire, communs }] : [];
  });
}

function missing(of: readonly CommuneTerritoire[], among: readonly CommuneTerritoire[]): readonly CommuneTerritoire[] {
  const known = new Set(among.map(({ commune }) => commune));
  return of.filter(({ commune }) => !known.has(commune));
}
