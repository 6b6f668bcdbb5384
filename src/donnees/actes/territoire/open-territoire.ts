import type { Base } from "#socle/lectures/base.ts";
import { conflit, Refus } from "#socle/regles/shared/refus.ts";
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

/** What a search shows: whom the SIREN is of, and of how many communes. */
export type TitulaireTrouve = {
  readonly siren: string;
  readonly nom: string;
  readonly communes: number;
  /** The commune by which it was found, when its own name does not say it. */
  readonly par: string | null;
};

/** The official code book, given by the composition root: codes and names of any holder of France. */
export type CodeOfficiel = {
  findTitulaire(siren: string): TitulaireOfficiel | null;
  /** By the words of its name, by a commune of its own, or by the first digits of its SIREN: those whose name says it best first, `max` at most. */
  searchTitulaires(texte: string, max: number): readonly TitulaireTrouve[];
  /** Codes that the commune of today had, or took in, the days of which nobody knows. */
  anciensCodes(commune: string): readonly string[];
  /** A commune of today, or one that has been merged into another. */
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
 * Opens a territory from its SIREN. Doing it again refreshes names, and tells what the code book says otherwise: which communes are its own is for acts to
 * say; with `neuf`, it is refused: of two who open it together, one has. Refuses `epci-inconnu`, `titulaire-autre`, `commune-deux-titulaires`,
 * `territoire-deja-ouvert`.
 */
export async function openTerritoire(
  base: Base,
  code: CodeOfficiel,
  epci: string,
  options: { readonly demonstration?: boolean; readonly neuf?: boolean } = {},
): Promise<Ouverture> {
  const found = findTitulaire(code, epci);
  const nouveau = (await base.territoires.find(epci)) === null;
  if (!nouveau && options.neuf) throw alreadyOpen({ epci, nom: found.nom });
  if (nouveau) refuseDeuxTitulaires(await findPris(base, epci, found.communes));
  const territoire = { epci, nom: found.nom, demonstration: options.demonstration ?? false };
  await base.transaction(async (tx) => {
    const ouvert = await tx.territoires.add({ ...territoire, nature: found.nature }, found.communes);
    if (!ouvert && options.neuf) throw alreadyOpen(territoire);
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

function alreadyOpen({ epci, nom }: Pick<Territoire, "epci" | "nom">): Refus {
  return conflit(
    "territoire-deja-ouvert",
    `${nom} est déjà ouvert dans Blaise : rien n’a été changé, et personne n’a été invité. Son premier gestionnaire se nomme depuis « Administrateurs et premiers gestionnaires ».`,
    { epci },
  );
}

function missing(of: readonly CommuneTerritoire[], among: readonly CommuneTerritoire[]): readonly CommuneTerritoire[] {
  const known = new Set(among.map(({ commune }) => commune));
  return of.filter(({ commune }) => !known.has(commune));
}
