import type { Base } from "#socle/lectures/base.ts";
import type { QuestionTaches, Tache } from "#socle/lectures/tache.ts";
import { formatHeure, isMembreLe } from "#socle/regles/gouvernance/convocation.ts";
import { habilitationsFor, peutPartout } from "#socle/regles/habilitation/peut.ts";
import { formatCompte, formatJour } from "#socle/regles/shared/format.ts";
import type { Instance, MembreInstance, PointReunion, Reunion } from "../ports.ts";

/** Tasks: the meetings that the actor's organisation is convened to, with their agenda. `listTachesReunions` is for those who convene. */
export async function listTachesConvocations(
  base: Base,
  { epci, aujourdhui }: QuestionTaches,
): Promise<readonly Tache[]> {
  const { acteur } = base;
  if (!peutPartout(acteur, "instance", "lire", epci) || peutPartout(acteur, "instance", "modifier", epci)) return [];
  const reunions = (await base.reunions.list(epci)).filter(
    ({ etat, jour }) => (etat === "convoquee" || etat === "ouverte") && jour >= aujourdhui,
  );
  if (reunions.length === 0) return [];
  const [instances, membres] = await Promise.all([base.instances.list(epci), base.instances.membres(epci)]);
  const own = habilitationsFor(acteur, "instance", "lire", epci);
  const convie = (reunion: Reunion, instance: Instance) =>
    own.some(
      ({ role, organisation }) =>
        (role === "membre-coordination" && instance.genre === "commission-coordination") ||
        membres.some((membre) => isSiege(membre, reunion) && membre.organisation === organisation),
    );
  const siennes = reunions.flatMap((reunion) => {
    const instance = instances.find(({ id }) => id === reunion.instance);
    return instance && convie(reunion, instance) ? [{ reunion, instance }] : [];
  });
  return Promise.all(
    siennes.map(async ({ reunion, instance }) =>
      sayConvocation(reunion, instance, await base.tenues.points(epci, reunion.id)),
    ),
  );
}

function isSiege(membre: MembreInstance, { instance, jour }: Reunion): boolean {
  return membre.instance === instance && isMembreLe(membre, jour);
}

function sayConvocation(reunion: Reunion, instance: Instance, points: readonly PointReunion[]): Tache {
  const cas = points.filter(({ nature }) => nature === "cas-bloque").length;
  const ordre =
    points.length === 0
      ? "ordre du jour à venir"
      : `${formatCompte(points.length, "point")}${cas > 0 ? `, dont ${formatCompte(cas, "cas bloqué", "cas bloqués")}` : ""}`;
  return {
    code: "reunion-prevue",
    titre: `${instance.nom} le ${formatJour(reunion.jour)} à ${formatHeure(reunion.heure)} : ${ordre}`,
    pourquoi: `Votre organisation y est conviée. ${reunion.lieu === null ? "Le lieu n’est pas indiqué." : `Lieu : ${reunion.lieu}.`}`,
    action: "Voir la réunion",
    chemin: `commission/reunions/${reunion.id}`,
    echeance: reunion.jour,
    leJour: true,
  };
}
