import type { Base } from "#socle/lectures/base.ts";
import { Refus } from "#socle/regles/shared/refus.ts";
import { relireTexte } from "#socle/regles/texte-libre/relire-texte.ts";
import { refusCotation } from "../../lectures/cotation/refus.ts";
import { type ContenuGrille, type Critere, NATURES_GRILLE, type Rubrique } from "../../regles/cotation/grille.ts";
import { GRILLES_EXEMPLES } from "../../regles/cotation/grille-exemple.ts";
import { verifyCritere } from "../../regles/cotation/verifier-grille.ts";
import type { VersionGrille } from "../../regles/cotation/version-grille.ts";

/** Throws `grille-inconnue`. */
export async function findGrille(base: Base, epci: string, id: number): Promise<VersionGrille> {
  const grille = await base.cotations.find(epci, id);
  if (!grille) throw refusCotation.inconnue();
  return grille;
}

/** Copies a scheme as a new draft. `source`: code of an example, « vide-acces », « vide-mutation », or number of a version of the territory. */
export async function copierGrille(
  base: Base,
  { epci, source, nom }: { readonly epci: string; readonly source: string; readonly nom: string },
): Promise<number> {
  checkTexte(nom, "Nom de la grille");
  const modele = await readModele(base, epci, source);
  return base.transaction(async (tx) => {
    const id = await tx.cotations.creer({ epci, nom, ...modele });
    await tx.journal.ecrire({ acte: "grille-cotation-modifiee", ressource: "cotation", epci, objet: `grille:${id}` });
    return id;
  });
}

type Modele = Pick<VersionGrille, "nature" | "exemple" | "contenu">;

async function readModele(base: Base, epci: string, source: string): Promise<Modele> {
  const nature = NATURES_GRILLE.find((one) => source === `vide-${one}`);
  if (nature) return { nature, exemple: false, contenu: { rubriques: [], departage: "anciennete-puis-identifiant" } };
  const exemple = GRILLES_EXEMPLES.find(({ code }) => code === source);
  if (exemple) return { nature: exemple.nature, exemple: true, contenu: exemple.contenu };
  const version = await findGrille(base, epci, /^\d{1,15}$/.test(source) ? Number(source) : -1);
  return { nature: version.nature, exemple: false, contenu: version.contenu };
}

export type Change = { readonly epci: string; readonly id: number; readonly revision: number };

/** Rewrites a whole draft. Throws `grille-publiee`, and `grille-changee` when somebody saved it since. */
async function modifier(
  base: Base,
  { epci, id, revision }: Change,
  change: (grille: VersionGrille) => { readonly nom?: string; readonly contenu?: ContenuGrille },
): Promise<void> {
  await base.transaction(async (tx) => {
    const grille = await findGrille(tx, epci, id);
    if (grille.etat !== "projet") throw refusCotation.publiee();
    const { nom = grille.nom, contenu = grille.contenu } = change(grille);
    if (!(await tx.cotations.ecrire({ epci, id, revision, nom, contenu }))) throw refusCotation.changee();
    await tx.journal.ecrire({ acte: "grille-cotation-modifiee", ressource: "cotation", epci, objet: `grille:${id}` });
  });
}

export function renommerGrille(base: Base, change: Change, nom: string): Promise<void> {
  checkTexte(nom, "Nom de la grille");
  return modifier(base, change, () => ({ nom }));
}

export async function abandonnerGrille(base: Base, { epci, id, revision }: Change): Promise<void> {
  await base.transaction(async (tx) => {
    if ((await findGrille(tx, epci, id)).etat !== "projet") throw refusCotation.publiee();
    if (!(await tx.cotations.abandonner({ epci, id, revision }))) throw refusCotation.changee();
    await tx.journal.ecrire({ acte: "grille-cotation-modifiee", ressource: "cotation", epci, objet: `grille:${id}` });
  });
}

export type FicheRubrique = Pick<Rubrique, "libelle" | "combinaison" | "plafond">;

/** `rubrique` null: adds a rubric, last. */
export function ecrireRubrique(
  base: Base,
  change: Change,
  rubrique: string | null,
  fiche: FicheRubrique,
): Promise<void> {
  checkTexte(fiche.libelle, "Libellé de la rubrique");
  return modifier(base, change, ({ contenu }) => {
    if (rubrique === null) {
      const id = nextId("r", contenu);
      return { contenu: { ...contenu, rubriques: [...contenu.rubriques, { ...fiche, id, criteres: [] }] } };
    }
    findRubrique(contenu, rubrique);
    return { contenu: mapRubrique(contenu, rubrique, (one) => ({ ...one, ...fiche })) };
  });
}

/** `critere` null: adds a rule, last in its rubric. A rule that is wrong by itself is refused at once: `critere-faux`. */
export function ecrireCritere(
  base: Base,
  change: Change,
  { rubrique, critere, fiche }: { rubrique: string; critere: string | null; fiche: Omit<Critere, "id"> },
): Promise<void> {
  checkTexte(fiche.libelle, "Libellé du critère");
  const ecarts = verifyCritere({ ...fiche, id: critere ?? "nouveau" });
  if (ecarts.length > 0) throw new Refus("critere-faux", ecarts.map(({ phrase }) => phrase).join(" "));
  return modifier(base, change, ({ contenu }) => {
    const own = findRubrique(contenu, rubrique);
    if (critere !== null && !own.criteres.some(({ id }) => id === critere)) throw refusCotation.introuvable();
    const criteres =
      critere === null
        ? [...own.criteres, { ...fiche, id: nextId("c", contenu) }]
        : own.criteres.map((one) => (one.id === critere ? { ...fiche, id: critere } : one));
    return { contenu: mapRubrique(contenu, rubrique, (one) => ({ ...one, criteres })) };
  });
}

export const SENS_RANGEMENT = ["monter", "descendre", "retirer"] as const;
export type SensRangement = (typeof SENS_RANGEMENT)[number];

/** Moves or removes a rubric, or one of its rules. */
export function rangerGrille(
  base: Base,
  change: Change,
  { rubrique, critere, sens }: { rubrique: string; critere: string | null; sens: SensRangement },
): Promise<void> {
  return modifier(base, change, ({ contenu }) => {
    const own = findRubrique(contenu, rubrique);
    if (critere === null) return { contenu: { ...contenu, rubriques: move(contenu.rubriques, rubrique, sens) } };
    const criteres = move(own.criteres, critere, sens);
    return { contenu: mapRubrique(contenu, rubrique, (one) => ({ ...one, criteres })) };
  });
}

function move<T extends { readonly id: string }>(all: readonly T[], id: string, sens: SensRangement): readonly T[] {
  const rang = all.findIndex((one) => one.id === id);
  const own = all[rang];
  if (!own) throw refusCotation.introuvable();
  const others = all.filter((one) => one !== own);
  if (sens === "retirer") return others;
  const vers = Math.max(0, Math.min(others.length, rang + (sens === "monter" ? -1 : 1)));
  return [...others.slice(0, vers), own, ...others.slice(vers)];
}

export function findRubrique({ rubriques }: ContenuGrille, id: string): Rubrique {
  const found = rubriques.find((rubrique) => rubrique.id === id);
  if (!found) throw refusCotation.introuvable();
  return found;
}

function mapRubrique(contenu: ContenuGrille, id: string, change: (rubrique: Rubrique) => Rubrique): ContenuGrille {
  return { ...contenu, rubriques: contenu.rubriques.map((one) => (one.id === id ? change(one) : one)) };
}

/** Returns the next free `id`: « c7 ». */
function nextId(lettre: "r" | "c", { rubriques }: ContenuGrille): string {
  const known = new Set(rubriques.flatMap(({ id, criteres }) => [id, ...criteres.map((critere) => critere.id)]));
  let rang = known.size + 1;
  while (known.has(`${lettre}${rang}`)) rang += 1;
  return `${lettre}${rang}`;
}

/** Checks a label of 3 to 120 characters. It may name handicap and violence; it may not identify a person. */
function checkTexte(texte: string, champ: string): void {
  if (texte.length < 3 || texte.length > 120) {
    throw new Refus("texte-longueur", `${champ} : écrivez de 3 à 120 caractères.`);
  }
  relireTexte(texte, `${champ} :`, { relu: true, aRelire: "grille-a-relire" });
}
