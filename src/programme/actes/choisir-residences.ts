import type { Base } from "#socle/lectures/base.ts";
import { Refus } from "#socle/regles/shared/refus.ts";
import type { OperationEcrite } from "../lectures/ports.ts";
import { changedSince, findOwn, writeActe } from "./ecrire-operation.ts";

export type ResidenceChoix = { readonly cle: string; readonly nom: string; readonly logements: number };

/** Résidences of the bailleur in the last published stock, in the operation's commune if known; by name. Empty without a bailleur. */
export async function listResidences(
  base: Base,
  epci: string,
  operation: OperationEcrite,
): Promise<readonly ResidenceChoix[]> {
  const siren = operation.bailleur?.siren ?? null;
  const millesime = (await base.parc.millesimes(epci)).at(-1);
  if (siren === null || millesime === undefined) return [];
  const found = new Map<string, ResidenceChoix>();
  for (const { cle, nom, logements, bailleur, commune } of await base.parc.residences(epci, millesime)) {
    if (bailleur !== siren || (operation.commune !== null && commune !== operation.commune)) continue;
    // A résidence may have several rows, one on each side of a limit: their dwellings are added up.
    found.set(cle, { cle, nom, logements: logements + (found.get(cle)?.logements ?? 0) });
  }
  return [...found.values()].sort((a, b) => a.nom.localeCompare(b.nom, "fr"));
}

/** Refuses `operation-inconnue`, `operation-d-un-autre`, `operation-residence`, `operation-changee`. */
export async function choisirResidences(
  base: Base,
  {
    epci,
    id,
    revision,
    cles,
  }: { readonly epci: string; readonly id: number; readonly revision: number; readonly cles: readonly string[] },
): Promise<void> {
  await base.transaction(async (tx) => {
    const found = await findOwn(tx, epci, id);
    const { bailleur, publieLe: _, ...fiche } = found;
    const organisation = bailleur?.organisation ?? null;
    const known = new Set([...(await listResidences(tx, epci, found)).map(({ cle }) => cle), ...found.residences]);
    if (cles.some((cle) => !known.has(cle))) {
      throw new Refus(
        "operation-residence",
        "Une des résidences cochées n’est pas de ce bailleur dans cette commune. Rechargez la page.",
      );
    }
    if (!(await tx.operations.update(epci, id, revision, { ...fiche, organisation, residences: cles })))
      throw changedSince();
    await writeActe(tx, epci, "operation-modifiee", id);
  });
}
