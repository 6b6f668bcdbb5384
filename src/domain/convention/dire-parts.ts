import { formatCompte, formatFraction, formatNombre, formatTauxCourt, LIBELLE_VERDICT } from "../shared/format.ts";
import { labelPart } from "./objectif-annee.ts";

/** A part of a year, judged. `inconnus` null: what is counted has no days. */
type PartJugee = {
  readonly du: string;
  readonly au: string;
  readonly taux: number | null;
  readonly nombre: number | null;
  readonly acte: string;
  readonly realise: number;
  readonly assiette: number;
  readonly manque: number;
  readonly inconnus: number | null;
  readonly verdict: keyof typeof LIBELLE_VERDICT;
};

/** « du 15 novembre 2018 au 31 décembre 2018, 30 % (Avenant n° 1) : 5 sur 20, non atteint, il manque 1 ». */
export function sayPart({
  du,
  au,
  taux,
  nombre,
  acte,
  realise,
  assiette,
  manque,
  inconnus,
  verdict,
}: PartJugee): string {
  const vise = taux === null ? formatCompte(nombre ?? 0, "attribution") : formatTauxCourt(taux);
  const compte = inconnus === null ? "les baux de ces jours ne sont pas connus" : formatFraction(realise, assiette);
  const reste = verdict === "non-atteint" ? `, il manque ${formatNombre(manque)}` : "";
  const doute = inconnus === null || inconnus === 0 ? "" : `, ${formatCompte(inconnus, "inconnue")}`;
  return `${labelPart({ du, au })}, ${vise} (${acte}) : ${compte}${doute}, ${LIBELLE_VERDICT[verdict].toLowerCase()}${reste}`;
}

/** Both versions of a year, one after the other; null when one objective holds all year. */
export function sayParts(parts: readonly PartJugee[] | undefined): string | null {
  if (parts === undefined || parts.length === 0) return null;
  return `L’année est partagée, chaque version jugée sur ses propres baux : ${parts.map(sayPart).join(" ; ")}.`;
}
