import { ajouterGuichet, publierGuichet } from "#dossier/actes/information/ecrire-guichet.ts";
import { GUICHETS_DEMO, type GuichetDemo } from "../../../demo/information.ts";
import { baseDemo, type SessionDemo } from "./demo-base.ts";

/**
 * Synthetic desks of the demonstration, written and published by the officer's synthetic account. Does nothing when there is one already. The texts
 * of its public site are the shipped ones.
 */
export async function openInformationDemo(session: SessionDemo, epci: string): Promise<void> {
  const agent = await baseDemo(session, "agent-epci", { ressource: "information", action: "modifier" });
  if (agent === null || (await agent.information.guichets(epci)).length > 0) return;
  for (const { qui, ...fiche } of GUICHETS_DEMO) {
    const organisation = await organisationOf(session, qui, epci);
    const id = await ajouterGuichet(agent, { ...fiche, epci, organisation, relu: true });
    await publierGuichet(agent, { epci, id, publie: true });
  }
}

async function organisationOf(session: SessionDemo, qui: GuichetDemo["qui"], epci: string): Promise<number | null> {
  const base = qui && (await baseDemo(session, qui, { ressource: "information", action: "modifier" }));
  return base?.acteur.habilitations.find((one) => one.epci === epci)?.organisation ?? null;
}
