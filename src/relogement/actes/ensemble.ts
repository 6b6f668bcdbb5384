import type { Base } from "#socle/lectures/base.ts";
import { conflit, Refus } from "#socle/regles/shared/refus.ts";
import { type IssueMenage, type MenageChoisi, readChoisis } from "../lectures/ensemble.ts";
import { planifierEtape } from "../lectures/modifier-dossier.ts";
import { CLOTURES } from "../regles/etat.ts";
import type { EtapeRelogement } from "../regles/menage.ts";
import { confierImmeuble } from "./confier-immeuble.ts";

type Ensemble = { readonly epci: string; readonly ids: readonly number[] };

/** The same next step for each household, one transaction each: those that are refused are told, the others are written. */
export async function planifierEnsemble(
  base: Base,
  { epci, ids, etape }: Ensemble & { readonly etape: { readonly quoi: EtapeRelogement; readonly le: string } },
): Promise<readonly IssueMenage[]> {
  const issues: IssueMenage[] = [];
  for (const menage of await readChoisis(base, epci, ids)) {
    const refus = await refusOf(async () => {
      const dossier = await base.relogements.find(epci, menage.id);
      if (dossier && CLOTURES.includes(dossier.etat)) {
        throw conflit("relogement-clos", "Ce dossier est clos : rien n’y est plus à faire.");
      }
      await planifierEtape(base, { epci, id: menage.id, etape });
    });
    issues.push(issueOf(menage, refus));
  }
  return issues;
}

/** Each building once, whole, as it is entrusted alone. */
export async function confierEnsemble(
  base: Base,
  { epci, ids, compte, du }: Ensemble & { readonly compte: number; readonly du: string },
): Promise<readonly IssueMenage[]> {
  const choisis = await readChoisis(base, epci, ids);
  const refus = new Map<number, string | null>();
  for (const operation of new Set(choisis.map((menage) => menage.operation))) {
    refus.set(operation, await refusOf(() => confierImmeuble(base, { epci, operation, compte, du })));
  }
  return choisis.map((menage) => issueOf(menage, refus.get(menage.operation) ?? null));
}

async function refusOf(act: () => Promise<unknown>): Promise<string | null> {
  try {
    await act();
    return null;
  } catch (error) {
    if (error instanceof Refus) return error.message;
    throw error;
  }
}

function issueOf(menage: MenageChoisi, refus: string | null): IssueMenage {
  return { ...menage, refus };
}
