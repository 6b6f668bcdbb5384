import type { Base } from "#socle/lectures/base.ts";
import { conflit, introuvable, Refus } from "#socle/regles/shared/refus.ts";
import { relireTexte } from "#socle/regles/texte-libre/relire-texte.ts";
import type { ContenuEcrit } from "../../lectures/information/ports.ts";
import {
  CLES_PAGE,
  type Contenu,
  cleOfTitre,
  LIBELLE_RUBRIQUE_INFORMATION,
  type RubriqueInformation,
  TEXTE_MAX,
  TITRE_MAX,
} from "../../regles/information/contenu.ts";
import { contenusFournis } from "../../regles/information/contenus-fournis.ts";

export type ContenuSaisi = Pick<Contenu, "titre" | "texte" | "falc"> & { readonly relu: boolean };

/** Throws `information-inconnue`. */
export async function openContenu(base: Base, epci: string, id: number): Promise<ContenuEcrit> {
  const contenu = await base.information.contenu(epci, id);
  if (!contenu) throw unknownContenu();
  return contenu;
}

/** Adds a content, unpublished. Refuses `information-existe` and the refusals of texts. */
export async function ajouterContenu(
  base: Base,
  demande: ContenuSaisi & {
    readonly epci: string;
    readonly rubrique: RubriqueInformation;
    readonly cle: string | null;
  },
): Promise<number> {
  const { epci, rubrique, falc } = demande;
  const { titre, texte } = check(demande);
  const cle = demande.cle ?? cleOfTitre(titre);
  if (rubrique === "page" && !CLES_PAGE.some((one) => one === cle)) throw unknownContenu();
  return base.transaction(async (tx) => {
    const rang = 1 + Math.max(0, ...(await tx.information.contenus(epci)).map((contenu) => contenu.rang));
    const id = await tx.information.ajouterContenu(epci, { rubrique, cle, titre, texte, falc, rang, publie: false });
    if (id === null) {
      throw conflit(
        "information-existe",
        `« ${titre} » existe déjà dans « ${LIBELLE_RUBRIQUE_INFORMATION[rubrique]} ». Modifiez ce texte, ou donnez un autre titre.`,
      );
    }
    await note(tx, "information-modifiee", epci, id);
    return id;
  });
}

/** Refuses `information-changee` when somebody saved the content meanwhile. */
export async function changerContenu(
  base: Base,
  demande: ContenuSaisi & { readonly epci: string; readonly id: number; readonly revision: number },
): Promise<void> {
  const { epci, id, revision, falc } = demande;
  await openContenu(base, epci, id);
  const { titre, texte } = check(demande);
  await base.transaction(async (tx) => {
    if (!(await tx.information.changerContenu(epci, id, revision, { titre, texte, falc }))) throw changedMeanwhile();
    await note(tx, "information-modifiee", epci, id);
  });
}

export async function publierContenu(
  base: Base,
  { epci, id, publie }: { epci: string; id: number; publie: boolean },
): Promise<void> {
  await openContenu(base, epci, id);
  await base.transaction(async (tx) => {
    if (!(await tx.information.publierContenu(epci, id, publie))) throw unknownContenu();
    await note(tx, "information-publiee", epci, id);
  });
}

/** Moves a content one place among those of its part; at either end, nothing moves. */
export async function deplacerContenu(
  base: Base,
  { epci, id, sens }: { epci: string; id: number; sens: "haut" | "bas" },
): Promise<void> {
  const { rubrique } = await openContenu(base, epci, id);
  await base.transaction(async (tx) => {
    const ids = (await tx.information.contenus(epci)).filter((one) => one.rubrique === rubrique).map((one) => one.id);
    const from = ids.indexOf(id);
    const to = Math.min(Math.max(from + (sens === "haut" ? -1 : 1), 0), ids.length - 1);
    ids.splice(from, 1);
    ids.splice(to, 0, id);
    await tx.information.ordonner(epci, ids);
    await note(tx, "information-modifiee", epci, id);
  });
}

export async function supprimerContenu(base: Base, { epci, id }: { epci: string; id: number }): Promise<void> {
  await openContenu(base, epci, id);
  await base.transaction(async (tx) => {
    if (!(await tx.information.supprimerContenu(epci, id))) throw unknownContenu();
    await note(tx, "information-modifiee", epci, id);
  });
}

/** Copies the shipped contents as the EPCI's own, published, so that it can change them; a content with the same key stays as it is. */
export async function reprendreContenus(
  base: Base,
  { epci, rubrique }: { epci: string; rubrique: RubriqueInformation },
): Promise<void> {
  await base.transaction(async (tx) => {
    let rang = Math.max(0, ...(await tx.information.contenus(epci)).map((contenu) => contenu.rang));
    for (const contenu of contenusFournis(rubrique)) {
      rang += 1;
      await tx.information.ajouterContenu(epci, { ...contenu, rang, publie: true });
    }
    await tx.journal.ecrire({
      acte: "information-publiee",
      ressource: "information",
      epci,
      objet: `information:${rubrique}`,
    });
  });
}

function check({ titre, texte, relu }: ContenuSaisi): { readonly titre: string; readonly texte: string } {
  const clean = { titre: titre.trim(), texte: texte.trim() };
  if (clean.titre.length < 2 || clean.titre.length > TITRE_MAX) {
    throw new Refus("information-titre", `Titre : écrivez de 2 à ${TITRE_MAX} caractères.`);
  }
  if (clean.texte === "" || clean.texte.length > TEXTE_MAX) {
    throw new Refus("information-texte", `Texte : écrivez de 1 à ${TEXTE_MAX} caractères.`);
  }
  relireTexte(clean.titre, "Titre :", { relu, aRelire: "information-a-relire" });
  // Telephone numbers and addresses are expected in such a text: the warning asks to read again, and the text is kept.
  relireTexte(clean.texte, "Texte :", { relu, aRelire: "information-a-relire", longueurPropre: true });
  return clean;
}

function note(tx: Base, acte: "information-modifiee" | "information-publiee", epci: string, id: number): Promise<void> {
  return tx.journal.ecrire({ acte, ressource: "information", epci, objet: `information:${id}` });
}

export function unknownContenu(): Refus {
  return introuvable(
    "information-inconnue",
    "Ce texte n’existe pas, ou n’existe plus. Revenez à l’information du public.",
  );
}

export function changedMeanwhile(): Refus {
  return conflit(
    "information-changee",
    "Une autre personne a modifié cette fiche pendant que vous écriviez. Rien n’est enregistré. Copiez votre texte, rouvrez la fiche, puis reportez ce qui manque.",
  );
}
