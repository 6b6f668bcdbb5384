import type { Situation } from "../shared/situation.ts";

/** What one row of a table or one shape of a map stands for. */
export const MAILLES = [
  "epci",
  "grand-territoire",
  "secteur",
  "zone-locale",
  "commune",
  "qpv",
  "bailleur",
  "residence",
] as const;
export type Maille = (typeof MAILLES)[number];

export const LIBELLE_MAILLE: Readonly<Record<Maille, string>> = {
  epci: "Territoire",
  "grand-territoire": "Grand territoire",
  secteur: "Secteur",
  "zone-locale": "Zone locale",
  commune: "Commune",
  qpv: "Quartier prioritaire",
  bailleur: "Bailleur",
  residence: "Résidence",
};

/**
 * The three zones of the signed diagnosis (§2: Vert-Bois, Saint-Dizier hors Vert-Bois, other communes), for any EPCI: inside a QPV, outside one in a
 * commune that has one, and the communes without one.
 */
export const GRANDS_TERRITOIRES = ["qpv", "communes-qpv-hors-qpv", "autres-communes"] as const;
export type GrandTerritoire = (typeof GRANDS_TERRITOIRES)[number] | "inconnu";

/** The zone of a dwelling that nobody located is unknown when its commune has a QPV. */
export function grandTerritoire(
  commune: string,
  situation: Situation,
  communesQpv: ReadonlySet<string>,
): GrandTerritoire {
  if (situation === "qpv") return "qpv";
  if (!communesQpv.has(commune)) return "autres-communes";
  return situation === "hors-qpv" ? "communes-qpv-hors-qpv" : "inconnu";
}
