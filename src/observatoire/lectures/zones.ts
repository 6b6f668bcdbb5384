import { nameBailleur } from "#donnees/regles/bailleur/nom-bailleur.ts";
import { generationParametre } from "#droit/regles/generation-qpv.ts";
import { findValeur, hasValeur } from "#droit/regles/parametre.ts";
import type { Base } from "#socle/lectures/base.ts";
import {
  GRANDS_TERRITOIRES,
  type GrandTerritoire,
  grandTerritoire,
  type Maille,
} from "#socle/regles/observatoire/maille.ts";
import { joinFrench } from "#socle/regles/shared/format.ts";
import type { Situation } from "#socle/regles/shared/situation.ts";
import type { QuartierParc } from "./parc/ports.ts";

/** Location of a part of the stock. */
export type Lieu = {
  readonly bailleur: string | null;
  readonly bailleurNom: string | null;
  readonly commune: string;
  readonly situation: Situation;
  readonly qpv: string | null;
  /** The territory's own zone; null or absent: none. */
  readonly zone?: string | null;
};

/** Mailles that are zones: all but the résidence, named by its own table only. */
export type MailleZone = Exclude<Maille, "residence">;

/** Zones of a territory on a day, with their names. */
export type Zones = {
  readonly epci: string;
  readonly communes: ReadonlyMap<string, string>;
  /** From the published contours; a commune without one has an unknown secteur. */
  readonly secteurs: ReadonlyMap<string, string | null>;
  readonly quartiers: readonly QuartierParc[];
  readonly communesQpv: ReadonlySet<string>;
};

/** Data that names the three zones of the diagnosis. */
export type GrandsTerritoires = Pick<Zones, "communes" | "quartiers" | "communesQpv">;

/** On 1 January of the vintage. Before the first list of perimeters, uses that list. */
export async function readZones(
  base: Pick<Base, "territoires" | "faits" | "parc">,
  epci: string,
  millesime: string,
): Promise<Zones> {
  const communes = await base.territoires.perimetre(epci);
  const parametre = generationParametre(communes[0]?.commune ?? null);
  const jour = `${millesime.slice(0, 4)}-01-01`;
  const generation = hasValeur(parametre, jour) ? findValeur(parametre, jour).valeur : 2015;
  const [secteurs, quartiers] = await Promise.all([base.faits.secteurs(epci), base.parc.quartiers(epci, generation)]);
  return {
    epci,
    communes: new Map(communes.map(({ commune, nom }) => [commune, nom])),
    secteurs,
    quartiers,
    communesQpv: new Set(quartiers.flatMap((quartier) => quartier.communes)),
  };
}

/** A commune with dwellings declared in QPV has one, even if its perimeter is not published. */
export function withDeclares(zones: Zones, lieux: readonly Pick<Lieu, "commune" | "situation">[]): Zones {
  const declares = lieux.filter(({ situation }) => situation === "qpv").map(({ commune }) => commune);
  return { ...zones, communesQpv: new Set([...zones.communesQpv, ...declares]) };
}

const INCONNU = "inconnu";
/** Key of the remainder in a table by QPV. */
const HORS = "hors-qpv";

/** Key of the row that counts this part of the stock. */
export function cleZone(zones: Zones, maille: MailleZone, lieu: Lieu): string {
  switch (maille) {
    case "epci":
      return zones.epci;
    case "commune":
      return lieu.commune;
    case "secteur":
      return zones.secteurs.get(lieu.commune) ?? INCONNU;
    case "bailleur":
      return lieu.bailleur ?? INCONNU;
    case "zone-locale":
      return lieu.zone ?? INCONNU;
    case "grand-territoire":
      return grandTerritoire(lieu.commune, lieu.situation, zones.communesQpv);
    case "qpv":
      return lieu.situation === "qpv" ? (lieu.qpv ?? "qpv-inconnu") : lieu.situation === "hors-qpv" ? HORS : INCONNU;
  }
}

/** Name of a row; `bailleurs`: names from the stock. */
export function libelleZone(
  zones: Zones,
  maille: MailleZone,
  cle: string,
  bailleurs: ReadonlyMap<string, string>,
): string {
  switch (maille) {
    case "epci":
      return "Territoire";
    case "commune":
      return zones.communes.get(cle) ?? `Commune ${cle}`;
    case "secteur":
      return cle === INCONNU ? "Secteur non renseigné" : cle;
    case "zone-locale":
      return cle === INCONNU ? "Hors zone locale" : cle;
    case "bailleur":
      return cle === INCONNU ? "Bailleur non renseigné" : nameBailleur(cle, bailleurs);
    case "grand-territoire":
      return libelleGrandTerritoire(zones, cle as GrandTerritoire);
    case "qpv":
      return LIBELLE_HORS[cle] ?? zones.quartiers.find(({ code }) => code === cle)?.nom ?? `Quartier ${cle}`;
  }
}

const LIBELLE_HORS: Readonly<Record<string, string>> = {
  [HORS]: "Hors quartier prioritaire",
  "qpv-inconnu": "Quartier prioritaire non identifié",
  [INCONNU]: "Situation inconnue",
};

/** Named after the QPV and its commune when there is only one, as in the signed diagnosis. */
export function libelleGrandTerritoire(zones: GrandsTerritoires, cle: GrandTerritoire): string {
  const [quartier, ...autres] = zones.quartiers;
  const seul = quartier && autres.length === 0 ? quartier.nom : null;
  const noms = [...zones.communesQpv].map((code) => zones.communes.get(code) ?? code);
  switch (cle) {
    case "qpv":
      return seul ? `Quartier prioritaire ${seul}` : "Quartiers prioritaires";
    case "communes-qpv-hors-qpv": {
      const communes =
        noms.length > 0 && noms.length < 3 ? joinFrench(noms) : "Communes qui ont un quartier prioritaire,";
      // « (périmètre de démonstration) » only qualifies the QPV.
      return seul ? `${communes} hors ${seul.replace(/ \(.*\)$/, "")}` : `${communes} hors quartier prioritaire`;
    }
    case "autres-communes":
      return "Autres communes";
    case "inconnu":
      return "Situation inconnue";
  }
}

/** « Secteur 2 » before « Secteur 10 ». Created once: a département has a thousand communes. */
const ALPHABET = new Intl.Collator("fr", { numeric: true });

/** Places in legal or alphabetical order, unknown last. */
export function compareZones(maille: MailleZone, a: Ordonnable, b: Ordonnable): number {
  if (maille === "grand-territoire") return rankGrandTerritoire(a.cle) - rankGrandTerritoire(b.cle);
  return Number(isReste(a.cle)) - Number(isReste(b.cle)) || ALPHABET.compare(a.libelle, b.libelle);
}

type Ordonnable = { readonly cle: string; readonly libelle: string };

function rankGrandTerritoire(cle: string): number {
  const rank = (GRANDS_TERRITOIRES as readonly string[]).indexOf(cle);
  return rank < 0 ? GRANDS_TERRITOIRES.length : rank;
}

function isReste(cle: string): boolean {
  return cle === INCONNU || cle === HORS || cle === "qpv-inconnu";
}
