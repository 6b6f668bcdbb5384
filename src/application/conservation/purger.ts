import { findDuree } from "#domain/conservation/duree.ts";
import { checkHorloge } from "#domain/conservation/horloge-suspecte.ts";
import { REGLES } from "#domain/conservation/regle.ts";
import { Refus } from "#domain/shared/refus.ts";
import type { ComptePurge, ComptesPurge, ConservationQueries, PurgeFaite } from "./ports.ts";

export type DemandePurge = {
  /** Day for which to purge; rows whose last day is before it go. */
  readonly jour: string;
  readonly aujourdhui: string;
  readonly maintenant: string;
  /** Everything is done, counted, and undone. */
  readonly essai: boolean;
  /** Somebody has looked at the clock of the machine. */
  readonly horlogeVerifiee?: boolean;
};

/**
 * Applies every rule of conservation, in one transaction: all of it or nothing. Done again the same day, it finds nothing more.
 * Throws a `Refus` "purge-dans-le-futur" (what is not due yet would be lost) unless it is a trial, "horloge-suspecte", "duree-absente" when a
 * rule has no duration in force on that day.
 */
export async function purger(conservation: ConservationQueries, demande: DemandePurge): Promise<PurgeFaite> {
  const { jour, aujourdhui, maintenant, essai } = demande;
  if (jour > aujourdhui && !essai) {
    throw new Refus(
      "purge-dans-le-futur",
      `Le ${jour} n’est pas encore venu : cette purge détruirait des données qui ne sont pas échues. ` +
        "Ajoutez --essai pour voir ce qu’elle emporterait, ou donnez un jour passé.",
      { jour, aujourdhui },
    );
  }
  if (!essai && demande.horlogeVerifiee !== true) checkHorloge(await conservation.dernierePurge(), aujourdhui);
  const tried: { purge?: PurgeFaite } = {};
  try {
    return await conservation.transaction(async (tx) => {
      const purge = { faiteLe: maintenant, auJour: jour, comptes: await appliquerRegles(tx, { jour, maintenant }) };
      if (essai) {
        tried.purge = purge;
        throw new Undone();
      }
      await tx.consigner(purge);
      return purge;
    });
  } catch (error) {
    if (error instanceof Undone && tried.purge) return tried.purge;
    throw error;
  }
}

/** Not an error: what makes a trial's transaction roll back. */
class Undone extends Error {}

async function appliquerRegles(
  tx: ConservationQueries,
  quand: { readonly jour: string; readonly maintenant: string },
): Promise<ComptesPurge> {
  const durees = await tx.durees();
  const comptes: Record<string, ComptePurge> = {};
  for (const regle of REGLES) {
    const inForce = regle.depuis.map((depuis) => findDuree(durees, regle.classe, depuis, quand.jour));
    const compte = await tx.appliquer(regle, inForce, quand);
    comptes[regle.classe] = add(comptes[regle.classe] ?? {}, compte);
  }
  return Object.fromEntries(Object.entries(comptes).filter(([, compte]) => Object.keys(compte).length > 0));
}

function add(left: ComptePurge, right: ComptePurge): ComptePurge {
  const sum: Record<string, number> = { ...left };
  for (const [table, nombre] of Object.entries(right)) sum[table] = (sum[table] ?? 0) + nombre;
  return sum;
}
