import type { Base } from "#socle/lectures/base.ts";
import { formatJour } from "#socle/regles/shared/format.ts";
import { LIBELLE_NATURE_CAS } from "../regles/cas-bloque/cas-bloque.ts";
import type { CasBloque } from "./cas-bloque/ports.ts";
import { requireLecture, type SourcePoints } from "./points-source.ts";
import type { PointPropose } from "./ports.ts";

export const POINTS_CAS: SourcePoints = {
  nom: "les cas bloqués",
  natures: ["cas-bloque"],
  async read(base, { epci }) {
    requireLecture(base, "cas-bloque", epci);
    const cas = await base.casBloques.list(epci);
    return pointsOfCas(cas, await readInscrits(base, epci, cas));
  },
};

/** Cases with a point on the agenda of their meeting; a case whose point was removed or postponed, or whose meeting was cancelled, waits again. */
async function readInscrits(
  base: Pick<Base, "reunions" | "tenues">,
  epci: string,
  cas: readonly CasBloque[],
): Promise<ReadonlySet<number>> {
  const reunions = [...new Set(cas.flatMap(({ etat, reunion }) => (etat === "inscrit" ? (reunion ?? []) : [])))];
  const points = await Promise.all(
    reunions.map(async (id) =>
      (await base.reunions.find(epci, id))?.etat === "annulee" ? [] : base.tenues.points(epci, id),
    ),
  );
  return new Set(
    points
      .flat()
      .filter(({ nature, etat }) => nature === "cas-bloque" && etat !== "reporte")
      .map(({ reference }) => Number(reference)),
  );
}

type CasVu = Pick<CasBloque, "id" | "etat" | "reference" | "nature" | "ouvertLe">;

/** Pure. An agenda has more readers than the case: a point gives its reference, nature and age, and nothing of the household. */
export function pointsOfCas(cas: readonly CasVu[], inscrits: ReadonlySet<number>): readonly PointPropose[] {
  return cas
    .filter(({ id, etat }) => etat === "signale" || (etat === "inscrit" && !inscrits.has(id)))
    .toSorted((a, b) => a.ouvertLe.localeCompare(b.ouvertLe) || a.id - b.id)
    .map(({ id, reference, nature, ouvertLe }) => ({
      nature: "cas-bloque",
      reference: String(id),
      titre: `Cas bloqué ${reference ?? `n° ${id}`}`,
      // The sentence stays true once written on the agenda.
      // Action 14 asks to tell new demandes and moves inside the stock apart.
      constat: `${nature === null ? "Nature inconnue" : LIBELLE_NATURE_CAS[nature]}. Signalé le ${formatJour(ouvertLe)}, en attente d’une décision de la commission.`,
      chemin: `commission/cas/${id}`,
    }));
}
