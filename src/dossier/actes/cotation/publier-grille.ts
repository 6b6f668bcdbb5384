import { type CategoriePrioritaire, listCategories } from "#donnees/regles/public-prioritaire/categorie.ts";
import type { Base } from "#socle/lectures/base.ts";
import { formatJour } from "#socle/regles/shared/format.ts";
import { Refus } from "#socle/regles/shared/refus.ts";
import { relireTexte } from "#socle/regles/texte-libre/relire-texte.ts";
import { refusCotation } from "../../lectures/cotation/refus.ts";
import { type EcartGrille, missingPriorites, verifyGrille } from "../../regles/cotation/verifier-grille.ts";
import { grilleOn, type VersionGrille } from "../../regles/cotation/version-grille.ts";
import { type Change, findGrille } from "./editer-grille.ts";

export type ControleGrille = {
  readonly ecarts: readonly EcartGrille[];
  readonly manquantes: readonly CategoriePrioritaire[];
};

/** Lists what prevents the publication of a draft. */
export function controlGrille({ contenu, exemple }: VersionGrille, jour: string): ControleGrille {
  const adapter = {
    ou: null,
    phrase: "C’est encore l’exemple, tel que Blaise le livre : adaptez-le à votre territoire, au moins son nom.",
  };
  return {
    ecarts: [...(exemple ? [adapter] : []), ...verifyGrille(contenu)],
    manquantes: missingPriorites(contenu, listCategories(jour, [])),
  };
}

export type Publication = Change & {
  readonly du: string;
  readonly deliberation: string;
  readonly delibereeLe: string;
  readonly aujourdhui: string;
};

/**
 * Puts a draft in force, and ends the previous version on the eve. The first of its nature may begin before the territory used Blaise; a later one
 * may not change days already scored. Refuses `grille-incomplete`, `grille-date`, `grille-publiee`, `grille-changee`.
 */
export async function publierGrille(base: Base, publication: Publication): Promise<void> {
  const { epci, id, revision, du, deliberation, delibereeLe } = publication;
  if (deliberation.trim().length < 3) {
    throw new Refus("grille-deliberation", "Écrivez la référence de la délibération qui adopte cette grille.");
  }
  relireTexte(deliberation, "Référence de la délibération :", { relu: true, aRelire: "grille-a-relire" });
  await base.transaction(async (tx) => {
    await tx.cotations.lock(epci);
    const grille = await findGrille(tx, epci, id);
    if (grille.etat !== "projet") throw refusCotation.publiee();
    checkControle(controlGrille(grille, du));
    const others = (await tx.cotations.versions(epci)).filter(
      (version) => version.nature === grille.nature && version.etat !== "projet",
    );
    checkDates(publication, others);
    const former = grilleOn(others, grille.nature, du);
    if (former) await tx.cotations.clore(epci, former.id, eve(du));
    const done = await tx.cotations.publier({ epci, id, revision, du, deliberation, delibereeLe });
    if (!done) throw refusCotation.changee();
    await tx.journal.ecrire({ acte: "grille-cotation-publiee", ressource: "cotation", epci, objet: `grille:${id}` });
  });
}

function checkControle({ ecarts, manquantes }: ControleGrille): void {
  if (ecarts.length === 0 && manquantes.length === 0) return;
  const priorites =
    manquantes.length === 0
      ? []
      : [
          `Aucun critère ne met en œuvre ces priorités de l’article L. 441-1 : ${manquantes.map(({ code }) => code).join(", ")}.`,
        ];
  throw new Refus("grille-incomplete", [...ecarts.map(({ phrase }) => phrase), ...priorites].join(" "));
}

function checkDates({ du, delibereeLe, aujourdhui }: Publication, others: readonly VersionGrille[]): void {
  if (delibereeLe > du) {
    throw new Refus("grille-date", "La grille ne peut pas s’appliquer avant la délibération qui l’adopte.");
  }
  if (others.length > 0 && du < aujourdhui) {
    throw new Refus(
      "grille-date",
      `Le premier jour est passé, et une version a déjà donné des points ce jour-là. Choisissez le ${formatJour(aujourdhui)} ou un jour suivant.`,
    );
  }
  const last = others
    .map((version) => version.du ?? "")
    .toSorted()
    .at(-1);
  if (last !== undefined && du <= last) {
    throw new Refus(
      "grille-date",
      `Une autre version s’applique à partir du ${formatJour(last)}. Choisissez un jour plus tard.`,
    );
  }
}

function eve(jour: string): string {
  const day = new Date(`${jour}T00:00:00Z`);
  day.setUTCDate(day.getUTCDate() - 1);
  return day.toISOString().slice(0, 10);
}
