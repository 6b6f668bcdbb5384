import { direFourchette, type Fourchette } from "#observatoire/lectures/diffusion/attente-dite.ts";
import { type AttentePublique, lireAttentePublique } from "#observatoire/lectures/diffusion/attente-publique.ts";
import type { Base } from "#socle/lectures/base.ts";
import { daysBetween, JOURS_PAR_MOIS } from "#socle/regles/shared/calendrier.ts";
import { formatCompte, formatJour, formatNombre } from "#socle/regles/shared/format.ts";
import type { EtatDemande } from "../../regles/etat.ts";

/** The wait of a household over that of those who were housed, each with its words. Durations in months. */
export type AttenteDite = {
  /** Of whom the others are, and how many. */
  readonly phrase: string;
  readonly publique: Pick<AttentePublique, "titre" | "code">;
  /** null: the demande does not run yet or any more, or its first day is unknown. */
  readonly mienne: { readonly mois: number; readonly dit: string } | null;
  readonly autres: readonly { readonly dit: string; readonly fourchette: Fourchette }[];
};

/** null: the released figures bound no wait. */
export async function lireAttente(
  base: Base,
  epci: string,
  { ancienneteLe, etat }: { readonly ancienneteLe: string | null; readonly etat: EtatDemande },
  { typologie, aujourdhui }: { readonly typologie: string | null; readonly aujourdhui: string },
): Promise<AttenteDite | null> {
  const publique = await lireAttentePublique(base, epci, typologie);
  if (!publique) return null;
  const { titre, code, taille, moitie, troisQuarts } = publique;
  return {
    publique: { titre, code },
    phrase: `D’après ${formatCompte(moitie.baux, "bail", "baux")} d’une année, ${taille === null ? "toutes tailles ensemble" : `pour cette taille (${taille})`}.`,
    mienne: etat === "radiee" ? null : sayMienne(ancienneteLe, aujourdhui),
    autres: [
      { dit: `Un ménage sur deux : ${direFourchette(moitie)}`, fourchette: moitie },
      ...(troisQuarts ? [{ dit: `Trois sur quatre : ${direFourchette(troisQuarts)}`, fourchette: troisQuarts }] : []),
    ],
  };
}

function sayMienne(depuis: string | null, aujourdhui: string): AttenteDite["mienne"] {
  const jours = daysBetween(depuis, aujourdhui);
  if (depuis === null || jours === null || jours < 0) return null;
  const mois = jours / JOURS_PAR_MOIS;
  const duree = mois < 1 ? "moins d’un mois" : `${formatNombre(Math.floor(mois))} mois`;
  return { mois, dit: `Vous : ${duree}, depuis le ${formatJour(depuis)}` };
}
