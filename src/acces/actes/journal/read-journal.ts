import type { Base } from "#socle/lectures/base.ts";
import type { EntreeJournal, EntreeLue, FiltreJournal } from "#socle/lectures/journal/ports.ts";
import type { Acteur } from "#socle/regles/habilitation/acteur.ts";
import { habilitationsIn, peutPartout } from "#socle/regles/habilitation/peut.ts";

type Lecteur = Pick<Base, "acteur" | "journal">;

export type PageLue = { readonly entrees: readonly EntreeLue[]; readonly suite: string | null };

/** One page of the lines that the actor may read. A reader of lines about their own file does not learn which agent it was. */
export async function readJournal({ acteur, journal }: Lecteur, filtre: FiltreJournal): Promise<PageLue> {
  const { entrees, suite } = await journal.list(filtre);
  return { entrees: entrees.map((entree) => hideAgent(acteur, filtre.epci, entree)), suite };
}

/** Lines read at a time: an export of years never holds them all. */
const LIGNES_EXPORT = 2_000;

/** Every page of the filter, latest first. The journal records the export before its first line leaves. */
export async function* exportJournal(
  { acteur, journal }: Lecteur,
  filtre: Omit<FiltreJournal, "apres" | "limite">,
): AsyncGenerator<readonly EntreeLue[]> {
  const { epci } = filtre;
  await journal.ecrire({ acte: "journal-exporte", ressource: "journal", epci });
  let apres: string | null = null;
  do {
    const page: PageLue = await readJournal(
      { acteur, journal },
      { ...filtre, limite: LIGNES_EXPORT, ...(apres === null ? {} : { apres }) },
    );
    yield page.entrees;
    apres = page.suite;
  } while (apres !== null);
}

function hideAgent(acteur: Acteur, epci: string, entree: EntreeJournal): EntreeLue {
  const own = habilitationsIn(acteur, epci).some(
    ({ role, organisation }) => role === "responsable-bailleur" && organisation === entree.organisation,
  );
  return own || peutPartout(acteur, "journal", "lire", epci) ? entree : { ...entree, compte: null, auteur: null };
}
