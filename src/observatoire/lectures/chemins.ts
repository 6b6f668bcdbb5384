import { cheminPortrait } from "../regles/chemin-portrait.ts";
import type { MailleZone } from "./zones.ts";

/** Address under the territory of the portrait of a row; undefined for the rows that have none (what is unknown, what is outside). */
export function findPortrait(maille: MailleZone, cle: string): string | undefined {
  const named = maille === "qpv" ? !RESTES.has(cle) : cle !== "inconnu";
  if (maille !== "commune" && maille !== "qpv" && maille !== "bailleur") return undefined;
  return named ? cheminPortrait(maille, cle) : undefined;
}

const RESTES: ReadonlySet<string> = new Set(["hors-qpv", "qpv-inconnu", "inconnu"]);
