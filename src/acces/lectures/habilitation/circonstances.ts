import type { Base, Horloge } from "#socle/lectures/base.ts";
import type { Courrier } from "#socle/lectures/courrier.ts";
import { introuvable, type Refus } from "#socle/regles/shared/refus.ts";
import type { Accordant, Circonstances, HabilitationTenue } from "../../regles/habilitation/accorder.ts";
import type { ConnexionQueries } from "../connexion/ports.ts";
import type { Habilitation } from "./ports.ts";

export type HabilitationDeps = {
  readonly base: Pick<Base, "acteur" | "habilitations" | "journal" | "territoires" | "transaction">;
  readonly horloge: Horloge;
};

/** Login queries and mail that an invitation needs. */
export type InvitationDeps = HabilitationDeps & {
  readonly connexions: ConnexionQueries;
  readonly courrier: Courrier;
  /** Public address, without a path. */
  readonly origine: string;
};

export function tenueOf(habilitation: Habilitation): HabilitationTenue {
  const { compte, organisation, ...others } = habilitation;
  return { ...others, compte: compte.id, organisation: organisation.id };
}

/**
 * Facts for the rules, read again inside the transaction and its lock: the grantor's habilitations as they are now, not as they were at the start of
 * the request. A closed account holds nothing, and succeeds nobody.
 */
export async function readCirconstances(
  base: HabilitationDeps["base"],
  epci: string | null,
  aujourdhui: string,
): Promise<{ readonly accordant: Accordant; readonly circonstances: Circonstances }> {
  const { habilitations, territoires } = base;
  await habilitations.lock(epci);
  const mine = await habilitations.mine(aujourdhui);
  const existing = epci === null ? await habilitations.listPlateforme() : await habilitations.list(epci);
  const communes = epci === null ? [] : await territoires.communes(epci);
  return {
    accordant: { compte: base.acteur.compte, tenues: mine.map(tenueOf) },
    circonstances: {
      aujourdhui,
      communes: communes.map(({ commune }) => commune),
      existantes: existing.filter(({ compte }) => compte.fermeLe === null).map(tenueOf),
    },
  };
}

/** A row of another territory, or hidden from the actor, does not exist. Throws `habilitation-inconnue`. */
export async function findHabilitation(
  base: Pick<Base, "habilitations">,
  epci: string | null,
  id: number,
): Promise<Habilitation> {
  const found = await base.habilitations.find(id);
  if (found && found.epci === epci) return found;
  throw habilitationInconnue(id);
}

export function habilitationInconnue(id: number): Refus {
  return introuvable("habilitation-inconnue", `L’habilitation ${id} n’existe pas. Choisissez-en une dans la liste.`, {
    habilitation: id,
  });
}
