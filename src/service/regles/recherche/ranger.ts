import { type Cherchable, GENRES_CHERCHES, type GenreCherche } from "./genre.ts";
import { chercherMots, type IndexMots, type Trouve } from "./index-mots.ts";
import { motsCherches } from "./mots.ts";

export type Groupe = {
  readonly genre: GenreCherche;
  readonly nombre: number;
  /** The nearest, no more than was asked for. */
  readonly premiers: readonly Cherchable[];
};

/** Everything that bears the words, whatever the index; when nothing does, what bears them with mistakes. */
export function trouver(index: readonly IndexMots[], texte: string): readonly Trouve[] {
  const mots = motsCherches(texte);
  const justes = index.flatMap((one) => chercherMots(one, mots, false));
  return justes.length > 0 ? justes : index.flatMap((one) => chercherMots(one, mots, true));
}

/** By kind: that of the nearest first, in each the nearest first; of those that are as near, in the order given. */
export function ranger(trouves: readonly Trouve[], parGroupe: number): readonly Groupe[] {
  const groupes = GENRES_CHERCHES.flatMap((genre) => {
    const siens = trouves.filter(({ cherchable }) => cherchable.genre === genre).sort((a, b) => a.cout - b.cout);
    const [premier] = siens;
    if (premier === undefined) return [];
    const premiers = siens.slice(0, parGroupe).map(({ cherchable }) => cherchable);
    return [{ cout: premier.cout, groupe: { genre, nombre: siens.length, premiers } }];
  });
  return groupes.sort((a, b) => a.cout - b.cout).map(({ groupe }) => groupe);
}
