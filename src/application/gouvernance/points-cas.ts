import { formatJour } from "#domain/shared/format.ts";
import type { CasBloque } from "../cas-bloque/ports.ts";
import { requireLecture, type SourcePoints } from "./points-source.ts";
import type { PointPropose } from "./ports.ts";

/** Blocked cases that wait for a meeting. */
export const POINTS_CAS: SourcePoints = {
  nom: "les cas bloqués",
  async read(base, { epci }) {
    requireLecture(base, "cas-bloque", epci);
    return pointsOfCas(await base.casBloques.list(epci));
  },
};

/** Pure. An agenda is read by more people than the case: its reference and its age, and nothing of the household. */
export function pointsOfCas(cas: readonly CasBloque[]): readonly PointPropose[] {
  return cas
    .filter(({ etat, reunion }) => etat === "signale" && reunion === null)
    .toSorted((a, b) => a.ouvertLe.localeCompare(b.ouvertLe) || a.id - b.id)
    .map(({ id, reference, ouvertLe }) => ({
      nature: "cas-bloque",
      reference: String(id),
      titre: `Cas bloqué ${reference ?? `n° ${id}`}`,
      constat: `Signalé le ${formatJour(ouvertLe)}, inscrit à aucun ordre du jour.`,
      chemin: `commission/cas/${id}`,
    }));
}
