import type { EtatPoint, EtatPresence } from "#socle/regles/gouvernance/reunion.ts";

/** What stands between a meeting and its end: a point that nobody has dealt with, or a voice whose attendance nobody has told. */
export type ManqueCloture = { readonly quoi: "point" | "presence"; readonly id: number; readonly phrase: string };

/** Empty: it can be closed. Without its quorum too: what it decides is then an opinion, and is called so. */
export function listManques(
  points: readonly { readonly id: number; readonly rang: number; readonly titre: string; readonly etat: EtatPoint }[],
  membres: readonly {
    readonly id: number;
    readonly nom: string;
    readonly voix: boolean;
    readonly etat: EtatPresence | null;
  }[],
): readonly ManqueCloture[] {
  return [
    ...points
      .filter(({ etat }) => etat === "inscrit")
      .map(({ id, rang, titre }) => ({
        quoi: "point" as const,
        id,
        phrase: `Point ${rang}, « ${titre} » : dites s’il est traité ou reporté.`,
      })),
    ...membres
      .filter(({ voix, etat }) => voix && etat === null)
      .map(({ id, nom }) => ({ quoi: "presence" as const, id, phrase: `${nom} : dites sa présence.` })),
  ];
}
