import type { Base } from "#socle/lectures/base.ts";
import { isMembreLe, periodeConvoques } from "#socle/regles/gouvernance/convocation.ts";
import type { EnvoiReunion, MembreInstance, Reunion } from "./ports.ts";

export type Destinataire = Pick<EnvoiReunion, "membre" | "nom" | "courriel">;

export type Destinataires = {
  /** Members on the day of the meeting. */
  readonly membres: readonly MembreInstance[];
  /** One recipient an address. */
  readonly destinataires: readonly Destinataire[];
  /** Members without a contact. */
  readonly sansContact: readonly MembreInstance[];
};

/** Recipients of a convocation: the contacts of the members of that day, each address once. Open to whoever convenes. */
export async function destinatairesOf(
  base: Pick<Base, "instances">,
  { epci, instance, jour }: Reunion,
): Promise<Destinataires> {
  const [membres, contacts] = await Promise.all([base.instances.membres(epci), base.instances.contacts(epci)]);
  const siegent = membres.filter((membre) => membre.instance === instance && isMembreLe(membre, jour));
  const own = siegent.flatMap(({ id }) => contacts.filter(({ membre }) => membre === id));
  const byAdresse = new Map(own.map(({ membre, nom, courriel }) => [courriel, { membre, nom, courriel }]));
  return {
    membres: siegent,
    destinataires: [...byAdresse.values()],
    sansContact: siegent.filter(({ id }) => !own.some(({ membre }) => membre === id)),
  };
}

/** Recipients whose calendar may hold the meeting: all those an invitation was written to, even without a proof of sending. */
export async function destinatairesPrevenus(
  base: Pick<Base, "reunions">,
  { epci, id }: Reunion,
): Promise<readonly Destinataire[]> {
  const envois = await base.reunions.envois(epci, id);
  const byAdresse = new Map(
    envois
      .filter(({ methode }) => methode === "REQUEST")
      .map(({ membre, nom, courriel }) => [courriel, { membre, nom, courriel }]),
  );
  return [...byAdresse.values()];
}

/**
 * Accounts that may read the cases of the agenda: those that a member organisation delegated to the commission, with a valid right. The actor
 * is left out.
 */
export async function convoquesOf(
  base: Pick<Base, "acteur" | "instances" | "habilitations">,
  reunion: Reunion,
  aujourdhui: string,
) {
  const { epci, instance, jour } = reunion;
  const [membres, habilitations] = await Promise.all([base.instances.membres(epci), base.habilitations.list(epci)]);
  const organisations = new Set(
    membres
      .filter((membre) => membre.instance === instance && isMembreLe(membre, jour))
      .flatMap(({ organisation }) => organisation ?? []),
  );
  const comptes = habilitations
    .filter(({ role, organisation }) => role === "membre-coordination" && organisations.has(organisation.id))
    .filter(({ debut, fin, revoqueeLe }) => revoqueeLe === null && debut <= jour && fin >= aujourdhui)
    .map(({ compte }) => compte)
    .filter(({ id, fermeLe }) => fermeLe === null && id !== base.acteur.compte)
    .map(({ id }) => id);
  return { comptes: [...new Set(comptes)], periode: periodeConvoques(aujourdhui, jour) };
}
