import { ecrireRemontee, listLieux } from "#observatoire/actes/remontee/ecrire-remontee.ts";
import { suivreRemontee } from "#observatoire/actes/remontee/suivre-remontee.ts";
import { TOUTES_REMONTEES } from "#observatoire/lectures/remontee/ports.ts";
import { REMONTEES, type RemonteeDemo } from "../../../demo/remontees.ts";
import { baseDemo, type SessionDemo } from "./demo-base.ts";

/**
 * A few remontées with their follow-up, written through the acts with the rights of the synthetic accounts. Does nothing when there are some
 * already, or no stock is published. The synthetic accounts must exist.
 */
export async function openRemonteesDemo(session: SessionDemo, epci: string): Promise<void> {
  const lecture = await baseDemo(session, "agent-epci", { ressource: "remontee", action: "lire" });
  if (lecture === null || (await lecture.parc.millesimes(epci)).length === 0) return;
  if ((await lecture.remontees.list(epci, TOUTES_REMONTEES, 1)).length > 0) return;
  for (const remontee of REMONTEES) await writeRemontee(session, epci, remontee);
}

async function writeRemontee(session: SessionDemo, epci: string, remontee: RemonteeDemo): Promise<void> {
  const { qui, commune, place, ilYa, suites, ...fait } = remontee;
  const base = await baseDemo(session, qui, { ressource: "remontee", action: "creer" });
  if (base === null) return;
  const aujourdhui = session.horloge.aujourdhui();
  const lieux = place === null ? [] : await listLieux(base, epci, commune);
  const lieu = lieux[Math.floor((place ?? 0) * lieux.length)];
  if (place !== null && !lieu) return;
  const id = await ecrireRemontee(base, {
    ...fait,
    epci,
    commune,
    residence: lieu?.cle ?? "",
    relu: true,
    aujourdhui,
    observeeLe: daysBefore(aujourdhui, ilYa),
  });
  for (const suite of suites) {
    const own = await baseDemo(session, suite.qui, { ressource: "remontee", action: "modifier" });
    if (own === null) continue;
    const { etat, texte } = suite;
    await suivreRemontee(own, {
      epci,
      id,
      etat,
      texte,
      relu: true,
      le: daysBefore(aujourdhui, suite.ilYa),
      aujourdhui,
    });
  }
}

function daysBefore(jour: string, jours: number): string {
  return new Date(Date.parse(`${jour}T00:00:00Z`) - jours * 86_400_000).toISOString().slice(0, 10);
}
