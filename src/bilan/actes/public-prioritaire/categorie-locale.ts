import { z } from "zod";
import { type CategorieLocale, findCategorieLegale } from "#donnees/regles/public-prioritaire/categorie.ts";
import { requireObjectif } from "#engagements/actes/convention/deps.ts";
import { ACTE_MAX, cleanTexte, TITRE_MAX } from "#engagements/lectures/convention/texte.ts";
import type { Base } from "#socle/lectures/base.ts";
import { conflit, introuvable, Refus } from "#socle/regles/shared/refus.ts";

type CategorieBase = Pick<Base, "acteur" | "publics" | "journal" | "transaction">;

const CODE = /^[A-Z0-9][A-Z0-9-]{0,19}$/;

/**
 * Opens a category of the departmental plan, from a day on. `depuis`: as typed. Throws `droit-absent`, `categorie-code`, `categorie-legale`,
 * `categorie-dates`, `categorie-deja-ouverte`, and as `cleanTexte`.
 */
export async function openCategorie(
  base: CategorieBase,
  epci: string,
  typed: Omit<CategorieLocale, "jusque">,
): Promise<void> {
  requireObjectif(base.acteur, "modifier", epci);
  const code = typed.code.trim().toUpperCase();
  if (!CODE.test(code)) {
    throw new Refus(
      "categorie-code",
      "Code : lettres sans accent, chiffres et tirets, 20 caractères au plus, par exemple SORTIE-CHRS.",
    );
  }
  if (findCategorieLegale(code)) {
    throw new Refus(
      "categorie-legale",
      `« ${code} » est déjà le code d’une catégorie de la loi. Choisissez-en un autre pour la catégorie locale.`,
    );
  }
  const depuis = parseJour(typed.depuis);
  const libelle = cleanTexte("Libellé", typed.libelle, TITRE_MAX);
  const acte = cleanTexte("Acte", typed.acte, ACTE_MAX);
  await base.transaction(async (tx) => {
    const added = await tx.publics.addCategorie(epci, { code, libelle, depuis, jusque: null, acte });
    if (!added) {
      throw conflit(
        "categorie-deja-ouverte",
        `Une catégorie « ${code} » est déjà ouverte. Fermez-la avant d’en ouvrir une autre sous ce code.`,
      );
    }
    await tx.journal.ecrire({
      acte: "categorie-locale-ouverte",
      ressource: "objectif",
      epci,
      objet: `categorie-locale:${code}`,
    });
  });
}

/** The category ends after the day `jusque`. Throws `droit-absent`, `categorie-locale-inconnue`, `categorie-dates`. */
export async function closeCategorie(base: CategorieBase, epci: string, id: number, jusque: string): Promise<void> {
  requireObjectif(base.acteur, "modifier", epci);
  await base.transaction(async (tx) => {
    const found = (await tx.publics.categories(epci)).find((categorie) => categorie.id === id);
    if (!found || found.jusque !== null) {
      throw introuvable(
        "categorie-locale-inconnue",
        "Cette catégorie locale n’existe pas, ou elle est déjà fermée. Choisissez-la dans la liste.",
      );
    }
    if (!(await tx.publics.closeCategorie(epci, id, parseJour(jusque)))) {
      throw new Refus("categorie-dates", "Le dernier jour précède le premier. Corrigez l’une des deux dates.");
    }
    await tx.journal.ecrire({
      acte: "categorie-locale-fermee",
      ressource: "objectif",
      epci,
      objet: `categorie-locale:${found.code}`,
    });
  });
}

/** Browsers without date fields send any text. */
function parseJour(texte: string): string {
  const jour = z.iso.date().safeParse(texte);
  if (jour.success) return jour.data;
  throw new Refus("categorie-dates", `« ${texte} » n’est pas une date. Écrivez-la comme 2019-03-01.`);
}
