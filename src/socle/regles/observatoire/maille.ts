import type { Situation } from "../shared/situation.ts";

/** What a table or a map of the observatory has one row for. */
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
 * The three zones of the signed diagnosis (§2: Vert-Bois, Saint-Dizier hors Vert-Bois, other communes), said for any EPCI: inside a
 * priority neighbourhood, outside it in a commune that has one, and the communes that have none.
 */
export const GRANDS_TERRITOIRES = ["qpv", "communes-qpv-hors-qpv", "autres-communes"] as const;
export type GrandTerritoire = (typeof GRANDS_TERRITOIRES)[number] | "inconnu";

/** A dwelling that nobody located in a commune that has a QPV is of no known zone. */
export function grandTerritoire(
  commune: string,
  situation: Situation,
  communesQpv: ReadonlySet<string>,
): GrandTerritoire {
  if (situation === "qpv") return "qpv";
  if (!communesQpv.has(commune)) return "autres-communes";
  return situation === "hors-qpv" ? "communes-qpv-hors-qpv" : "inconnu";
}
