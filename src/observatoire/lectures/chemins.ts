import { cheminPortrait } from "../regles/chemin-portrait.ts";
import type { MailleZone } from "./zones.ts";

/** Address of a row's portrait, under the territory; undefined for rows without one (unknown, outside). */
export function findPortrait(maille: MailleZone, cle: string): string | undefined {
  const named = maille === "qpv" ? !RESTES.has(cle) : cle !== "inconnu";
  if (maille !== "commune" && maille !== "qpv" && maille !== "bailleur") return undefined;
  return named ? cheminPortrait(maille, cle) : undefined;
}

const RESTES: ReadonlySet<string> = new Set(["hors-qpv", "qpv-inconnu", "inconnu"]);
