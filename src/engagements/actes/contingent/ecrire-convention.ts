import type { Base } from "#socle/lectures/base.ts";
import { conflit, introuvable, type Refus } from "#socle/regles/shared/refus.ts";
import type { ConventionEcrite } from "../../lectures/contingent/ecrits/ports.ts";
import { checkLigne, type LigneAssiette } from "../../regles/contingent/assiette.ts";
import { type ConventionFlux, checkConvention } from "../../regles/contingent/flux.ts";
import { changedSince, checkParties, writeJournal } from "./ecrire-droit.ts";

/** Throws as `checkConvention`, `contingent-d-un-autre`, `convention-flux-existe`. Returns the id. */
export async function addConventionFlux(base: Base, epci: string, convention: ConventionFlux): Promise<number> {
  checkConvention(convention);
  checkParties(base, epci, convention);
  return base.transaction(async (tx) => {
    const id = await tx.contingents.addConvention(epci, convention);
    if (id === null) throw overlapping();
    await writeJournal(tx, epci, "convention-flux-modifiee", `convention-flux:${id}`);
    return id;
  });
}

function overlapping(): Refus {
  return conflit(
    "convention-flux-existe",
    "Une convention de flux existe déjà pour ce bailleur, ce réservataire, ce périmètre et l’une de ces années. Modifiez-la, ou changez les années.",
  );
}

type Change = Pick<ConventionFlux, "anneeDebut" | "anneeFin" | "part" | "signeeLe">;

/**
 * Updates share, years and signature. Throws `convention-flux-inconnue`, `contingent-change` (changed since, or its years now overlap another's),
 * `assiette-hors-convention` when a line of the base would fall outside.
 */
export async function updateConventionFlux(
  base: Base,
  epci: string,
  { id, revision }: Pick<ConventionEcrite, "id" | "revision">,
  change: Change,
): Promise<void> {
  const found = await findConvention(base, epci, id);
  checkConvention({ ...found, ...change });
  await base.transaction(async (tx) => {
    for (const ligne of await tx.contingents.lignesAssiette(epci)) {
      if (ligne.convention === id) checkLigne(ligne, change);
    }
    if (!(await tx.contingents.updateConvention(epci, id, revision, change))) throw changedSince("Cette convention");
    await writeJournal(tx, epci, "convention-flux-modifiee", `convention-flux:${id}`);
  });
}

/** Throws `convention-flux-inconnue`. */
export async function findConvention(base: Base, epci: string, id: number): Promise<ConventionEcrite> {
  const found = (await base.contingents.conventions(epci)).find((one) => one.id === id);
  if (found) return found;
  throw introuvable(
    "convention-flux-inconnue",
    "Cette convention de flux n’existe pas, ou ne vous est pas ouverte. Choisissez-la dans la liste.",
  );
}

/** Adds a line to the base of a year. Throws `convention-flux-inconnue`, `assiette-nombre`, `assiette-hors-convention`. */
export async function addLigneAssiette(base: Base, epci: string, id: number, ligne: LigneAssiette): Promise<number> {
  return base.transaction(async (tx) => {
    const convention = await findConvention(tx, epci, id);
    checkLigne(ligne, convention);
    const added = await tx.contingents.addLigne(epci, convention, ligne);
    await writeJournal(tx, epci, "convention-flux-modifiee", `convention-flux:${id}`);
    return added;
  });
}

/** The line stays as a trace, but no longer counts. Throws `ligne-assiette-inconnue`. */
export async function withdrawLigneAssiette(base: Base, epci: string, ligne: number): Promise<void> {
  await base.transaction(async (tx) => {
    const found = (await tx.contingents.lignesAssiette(epci)).find(({ id }) => id === ligne);
    if (!found || !(await tx.contingents.withdrawLigne(epci, ligne))) {
      throw introuvable(
        "ligne-assiette-inconnue",
        "Cette ligne de l’assiette n’existe pas, n’est pas à vous, ou a déjà été retirée. Rechargez la page.",
      );
    }
    await writeJournal(tx, epci, "convention-flux-modifiee", `convention-flux:${found.convention}`);
  });
}
