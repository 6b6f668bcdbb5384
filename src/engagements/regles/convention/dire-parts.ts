import {
  formatCompte,
  formatFraction,
  formatNombre,
  formatTauxCourt,
  LIBELLE_VERDICT,
} from "#socle/regles/shared/format.ts";
import { labelPart, type PartObjectif } from "./objectif-annee.ts";

/** What one version requires of the leases of its days, and their counts. `inconnus` null: the counts have no days. */
export type PartJugee = PartObjectif & {
  readonly realise: number;
  readonly assiette: number;
  readonly attendu: number;
  readonly manque: number;
  readonly inconnus: number | null;
  readonly verdict: keyof typeof LIBELLE_VERDICT;
};

type Dite = Omit<PartJugee, "attendu">;

/** « du 15 novembre 2018 au 31 décembre 2018, 30 % (Avenant n° 1) : 5 sur 20, non atteint, il manque 1 ». */
export function sayPart({ du, au, taux, nombre, acte, realise, assiette, manque, inconnus, verdict }: Dite): string {
  const vise = taux === null ? formatCompte(nombre ?? 0, "attribution") : formatTauxCourt(taux);
  const compte = inconnus === null ? "les baux de ces jours ne sont pas connus" : formatFraction(realise, assiette);
  const reste = verdict === "non-atteint" ? `, il manque ${formatNombre(manque)}` : "";
  const doute = inconnus === null || inconnus === 0 ? "" : `, ${formatCompte(inconnus, "inconnue")}`;
  return `${labelPart({ du, au })}, ${vise} (${acte}) : ${compte}${doute}, ${LIBELLE_VERDICT[verdict].toLowerCase()}${reste}`;
}

/** The parts of a shared year, in order; null when one objective holds all year. */
export function sayParts(parts: readonly Dite[] | undefined): string | null {
  if (parts === undefined || parts.length === 0) return null;
  return `L’année est partagée, chaque version jugée sur ses propres baux : ${parts.map(sayPart).join(" ; ")}.`;
}

/** Follows the counts of a year shared by two versions, when the whole cannot be judged. `suite`: why, or what comes next. */
export function sayPartagee(parts: readonly PartObjectif[], suite: string): string {
  const last = parts.at(-1);
  return last ? ` L’année est partagée entre deux textes, le dernier ${labelPart(last)} : ${suite}.` : "";
}
