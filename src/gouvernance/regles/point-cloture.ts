import type { EtatPoint, EtatPresence } from "#socle/regles/gouvernance/reunion.ts";

/** What prevents the closing: a point not dealt with, or a voting member without an attendance. */
export type ManqueCloture = { readonly quoi: "point" | "presence"; readonly id: number; readonly phrase: string };

/** Empty: it can be closed. A missing quorum does not prevent it: the decisions are then opinions. */
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
