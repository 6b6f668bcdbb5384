import { ajouterGuichet, publierGuichet } from "#dossier/actes/information/ecrire-guichet.ts";
import type { Base } from "#socle/lectures/base.ts";
import { GUICHETS_DEMO, type GuichetDemo } from "../../../demo/information.ts";
import type { Session } from "./session.ts";

type SessionDemo = Pick<Session, "bases" | "horloge">;

/**
 * Synthetic desks of the demonstration, written and published by the officer's synthetic account. Does nothing when there is one already. The texts
 * of its public site are those shipped: it has written none.
 */
export async function openInformationDemo(session: SessionDemo, epci: string): Promise<void> {
  const agent = await baseOf(session, "agent-epci");
  if (agent === null || (await agent.information.guichets(epci)).length > 0) return;
  for (const { qui, ...fiche } of GUICHETS_DEMO) {
    const organisation = await organisationOf(session, qui, epci);
    const id = await ajouterGuichet(agent, { ...fiche, epci, organisation, relu: true });
    await publierGuichet(agent, { epci, id, publie: true });
  }
}

async function organisationOf(session: SessionDemo, qui: GuichetDemo["qui"], epci: string): Promise<number | null> {
  const base = qui && (await baseOf(session, qui));
  return base?.acteur.habilitations.find((one) => one.epci === epci)?.organisation ?? null;
}

async function baseOf({ bases, horloge }: SessionDemo, role: string): Promise<Base | null> {
  const compte = await bases.connexions.findCompteByCourriel(`${role}@demonstration.invalid`);
  const acteur = compte && (await bases.connexions.readActeur(compte.id, horloge.aujourdhui()));
  return acteur ? bases.pour(acteur, { ressource: "information", action: "modifier" }) : null;
}
