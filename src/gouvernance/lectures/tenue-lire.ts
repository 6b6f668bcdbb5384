import type { Base } from "#socle/lectures/base.ts";
import { isMembreLe } from "#socle/regles/gouvernance/convocation.ts";
import { findReunion } from "../actes/reunion-ecrire.ts";
import { listManques } from "../regles/point-cloture.ts";
import { readQuorum } from "../regles/quorum.ts";
import { numeroReleve } from "../regles/releve-numero.ts";
import type { MembreInstance, PresenceReunion, Reunion } from "./ports.ts";
import type { MembrePresent, Tenue } from "./tenue.ts";

type TenueBase = Pick<Base, "instances" | "reunions" | "tenues" | "decisionsInstances">;

/** Throws `reunion-inconnue`. */
export async function readTenue(base: TenueBase, epci: string, id: number): Promise<Tenue> {
  return readTenueOf(base, await findReunion(base, epci, id));
}

export async function readTenueOf(base: TenueBase, reunion: Reunion): Promise<Tenue> {
  const { epci, id } = reunion;
  const [instances, tous, presences, points, decisions] = await Promise.all([
    base.instances.list(epci),
    base.instances.membres(epci),
    base.tenues.presences(epci, id),
    base.tenues.points(epci, id),
    base.decisionsInstances.list(epci),
  ]);
  const instance = instances.find((one) => one.id === reunion.instance);
  if (!instance) throw new Error(`meeting ${id} has no instance that its reader may read`);
  const membres = membresOf(reunion, tous, presences);
  // Before the opening, the quorum is the instance's current one.
  const quorum = reunion.ouverteLe === null ? instance.quorum : reunion.quorum;
  return {
    reunion,
    instance,
    membres,
    numero: numeroReleve(reunion, instances),
    quorum: readQuorum(membres, quorum),
    points: points.map((point) => ({
      ...point,
      decisions: decisions.filter((decision) => decision.point === point.id).toReversed(),
    })),
    manques: listManques(points, membres),
  };
}

/** Members on the day of the meeting. */
function membresOf(
  { instance, jour }: Reunion,
  tous: readonly MembreInstance[],
  presences: readonly PresenceReunion[],
): readonly MembrePresent[] {
  const told = new Map(presences.map((presence) => [presence.membre, presence]));
  return tous
    .filter((membre) => membre.instance === instance && isMembreLe(membre, jour))
    .map((membre) => {
      const presence = told.get(membre.id);
      return { ...membre, etat: presence?.etat ?? null, mandataire: presence?.mandataire ?? null };
    });
}
