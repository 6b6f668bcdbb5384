import { declarantOf, declarerLogement } from "#attributions/actes/logement/declarer-logement.ts";
import { bailleurOf } from "../../../demo/bailleurs.ts";
import { listLogementsLibres } from "../../../demo/logements-libres.ts";
import { baseDemo } from "./demo-base.ts";
import type { Session } from "./session.ts";

/**
 * Free dwellings, each declared by the synthetic account of its own bailleur. Does nothing when there are some already. The synthetic accounts
 * must exist.
 */
export async function openLogementsDemo(session: Pick<Session, "bases" | "horloge">, epci: string): Promise<void> {
  for (const role of ["agent-bailleur", "responsable-bailleur"]) {
    const base = await baseDemo(session, role, { ressource: "logement-prive", action: "modifier" });
    if (base === null || (await base.logementsSuivis.list(epci, [])).length > 0) continue;
    const sirens = base.acteur.habilitations.map(({ siren }) => siren);
    if (declarantOf(base, epci) === null) continue;
    for (const { bailleur, declaration } of listLogementsLibres(session.horloge.aujourdhui())) {
      if (!sirens.includes(bailleurOf(bailleur).siren)) continue;
      await declarerLogement(base, { epci, declaration, synthetique: true });
    }
  }
}
