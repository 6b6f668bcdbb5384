import type { Base } from "#socle/lectures/base.ts";
import type { Memoire } from "#socle/lectures/memoire.ts";
import { peut } from "#socle/regles/habilitation/peut.ts";
import type { Cherchable, GenreCherche } from "../../regles/recherche/genre.ts";
import { type IndexMots, indexMots, type Trouve } from "../../regles/recherche/index-mots.ts";
import { serrer } from "../../regles/recherche/mots.ts";
import { type Groupe, ranger, trouver } from "../../regles/recherche/ranger.ts";
import { debutsDemande, isNumeroUnique, referenceCherchee } from "../../regles/recherche/reference.ts";
import { listLieux } from "./cherchables-fixes.ts";
import { demandeOf, listVivants } from "./cherchables-vivants.ts";

const PAR_GROUPE = 8;
const PAR_GENRE = 100;

export type QuestionRecherche = {
  readonly epci: string;
  readonly texte: string;
  /** One kind alone; null: the nearest of each. */
  readonly genre: GenreCherche | null;
  readonly hash: (texte: string) => string;
  /** It was not sent in an address: a number unique may be looked for. */
  readonly confidentiel: boolean;
};

/** Words kept from a search to the next, as long as what they were read from stands: `cle` says all of it. */
export type Garde = { readonly memoire: Memoire<IndexMots>; readonly cle: string };

export type Gardes = {
  /** Pages, acts, words, places: what changes with a publication, for those who have the same rights. */
  readonly fixes: Garde;
  /** What is written day after day: while nobody writes anything in the database, for one person. */
  readonly vivants: Garde;
  readonly listSite: () => readonly Cherchable[];
};

export type Recherche = {
  readonly texte: string;
  readonly genre: GenreCherche | null;
  readonly nombre: number;
  readonly groupes: readonly Groupe[];
  /** A number unique that nobody looked for: it came in an address. */
  readonly numeroTu: boolean;
};

export async function rechercher(base: Base, gardes: Gardes, question: QuestionRecherche): Promise<Recherche> {
  const { texte, genre } = question;
  const found = texte === "" ? [] : await findAll(base, gardes, question);
  const retenus = genre === null ? found : found.filter(({ cherchable }) => cherchable.genre === genre);
  return {
    texte,
    genre,
    nombre: retenus.length,
    groupes: ranger(retenus, genre === null ? PAR_GROUPE : PAR_GENRE),
    numeroTu: isNumeroUnique(texte) && !question.confidentiel && litDemandes(base, question.epci),
  };
}

async function findAll(
  base: Base,
  { fixes, vivants, listSite }: Gardes,
  question: QuestionRecherche,
): Promise<readonly Trouve[]> {
  const { epci, texte } = question;
  const reference = referenceCherchee(texte);
  const [demandes, ...index] = await Promise.all([
    findDemandes(base, question),
    fixes.memoire.remember(fixes.cle, async () => indexMots([...listSite(), ...(await listLieux(base, epci))])),
    vivants.memoire.remember(JSON.stringify([vivants.cle, reference]), async () =>
      indexMots(await listVivants(base, epci, reference)),
    ),
  ]);
  const nommees = demandes.map((cherchable) => ({ cherchable, cout: 0 }));
  return [...nommees, ...trouver(index, texte)];
}

/** Their page shows who they are: whoever reads a household without its name opens it where they were given it. */
function litDemandes({ acteur }: Base, epci: string): boolean {
  return peut(acteur, "demande-identite", "lire", epci) && peut(acteur, "demande-menage", "lire", epci);
}

async function findDemandes(
  base: Base,
  { epci, texte, hash, confidentiel }: QuestionRecherche,
): Promise<readonly Cherchable[]> {
  if (!litDemandes(base, epci)) return [];
  const { cherchables } = base;
  if (isNumeroUnique(texte)) {
    const trouvee = confidentiel ? await cherchables.demandeOf(epci, hash(serrer(texte))) : null;
    return trouvee === null ? [] : [demandeOf(trouvee)];
  }
  const lues = await Promise.all(debutsDemande(texte).map(({ du, avant }) => cherchables.demandes(epci, du, avant)));
  return lues.flat().map(demandeOf);
}
