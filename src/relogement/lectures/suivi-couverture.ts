import type { Operation } from "#donnees/regles/programme/operation.ts";
import type { Base } from "#socle/lectures/base.ts";
import { habilitationsFor, peutLignesPartout } from "#socle/regles/habilitation/peut.ts";
import type { Couverture } from "./suivi.ts";

export type LireCouverture = (operation: Pick<Operation, "id" | "bailleur">, dossiers: number) => Couverture;

/**
 * Buildings whose files the actor reads, and whether all of them: hidden rows are absent, so an empty list does not mean that the building
 * has no file.
 */
export async function readCouverture(
  base: Pick<Base, "acteur" | "relogements">,
  epci: string,
  jour: string,
): Promise<LireCouverture> {
  if (peutLignesPartout(base.acteur, "relogement", "lire", epci)) return () => "tout";
  const habilitations = habilitationsFor(base.acteur, "relogement", "lire", epci);
  const own = new Set(
    habilitations.filter(({ role }) => BAILLEURS.includes(role)).map(({ organisation }) => organisation),
  );
  const confiees = await readConfiees(base, epci, jour);
  return ({ id, bailleur }, dossiers) => {
    if (confiees.has(id) || (bailleur !== null && own.has(bailleur.organisation))) return "tout";
    return dossiers > 0 ? "partie" : "rien";
  };
}

const BAILLEURS: readonly string[] = ["agent-bailleur", "responsable-bailleur"];

/** Buildings entrusted to the actor on that day. */
export async function readConfiees(
  { acteur, relogements }: Pick<Base, "acteur" | "relogements">,
  epci: string,
  jour: string,
): Promise<ReadonlySet<number>> {
  const officer = habilitationsFor(acteur, "relogement", "creer", epci).length > 0;
  if (!officer || acteur.compte === null) return new Set();
  const missions = await relogements.missions(epci);
  return new Set(
    missions
      .filter(({ compte, du, au }) => compte === acteur.compte && du <= jour && (au === null || jour <= au))
      .map(({ operation }) => operation),
  );
}
