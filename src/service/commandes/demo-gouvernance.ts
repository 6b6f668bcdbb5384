import { ajouterContact, ajouterMembre, creerInstance } from "#gouvernance/actes/instance-ecrire.ts";
import type { Base } from "#socle/lectures/base.ts";
import { contactOf, INSTANCES, type InstanceDemo } from "../../../demo/gouvernance.ts";
import { baseDemo, type SessionDemo } from "./demo-base.ts";

/**
 * The instances of the signed document with their members, written through the acts with the rights of the synthetic account of the EPCI. No meeting:
 * the document has none. Does nothing when there are instances already. The synthetic accounts must exist.
 */
export async function openInstancesDemo(session: SessionDemo, epci: string): Promise<void> {
  const base = await baseDemo(session, "agent-epci", { ressource: "instance", action: "creer" });
  if (base === null || (await base.instances.list(epci)).length > 0) return;
  const organisations = new Map((await base.casBloques.organisations()).map(({ nom, id }) => [nom, id]));
  // In one transaction, since a part of the instances would never be completed.
  await base.transaction(async (tx) => {
    for (const instance of INSTANCES) await writeInstance(tx, epci, instance, organisations);
  });
}

async function writeInstance(
  tx: Base,
  epci: string,
  { membres, ...fiche }: InstanceDemo,
  organisations: ReadonlyMap<string, number>,
): Promise<void> {
  const instance = await creerInstance(tx, { epci, relu: true, fiche: { ...fiche, quorum: null } });
  for (const membre of membres) {
    const { nom, college, fonction } = membre;
    const organisation = membre.organisation === null ? null : (organisations.get(membre.organisation) ?? null);
    const voix = fonction !== "invite";
    const id = await ajouterMembre(tx, {
      epci,
      relu: true,
      instance,
      fiche: { organisation, nom, college, fonction, voix, depuis: fiche.creeeLe, jusqua: null },
    });
    const contact = contactOf(membre);
    if (contact) await ajouterContact(tx, { epci, instance, membre: id, ...contact });
  }
}
