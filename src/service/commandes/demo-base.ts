import type { Base, Intention } from "#socle/lectures/base.ts";
import type { Session } from "./session.ts";

export type SessionDemo = Pick<Session, "bases" | "horloge">;

/** Database of the synthetic account of a role, for an intention; null: no such account. */
export async function baseDemo(
  { bases, horloge }: SessionDemo,
  role: string,
  intention: Intention,
): Promise<Base | null> {
  const compte = await bases.connexions.findCompteByCourriel(`${role}@demonstration.invalid`);
  const acteur = compte && (await bases.connexions.readActeur(compte.id, horloge.aujourdhui()));
  return acteur ? bases.pour(acteur, intention) : null;
}
