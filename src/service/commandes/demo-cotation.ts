import { copierGrille, ecrireRubrique, renommerGrille } from "#dossier/actes/cotation/editer-grille.ts";
import { publierGrille } from "#dossier/actes/cotation/publier-grille.ts";
import { coterTout } from "#dossier/lectures/cotation/coter-tout.ts";
import { LIBELLE_NATURE_GRILLE } from "#dossier/regles/cotation/grille.ts";
import { GRILLES_EXEMPLES } from "#dossier/regles/cotation/grille-exemple.ts";
import { coterToutQueries } from "#dossier/sql/cotation/coter-tout.queries.ts";
import { addMonths } from "#socle/regles/shared/calendrier.ts";
import { readSensibles } from "./cotation.ts";
import { type Session, withOwner } from "./session.ts";

/** Both example schemes with invented acts, the scores of the demonstration's households, and a draft to simulate. */
export async function openCotationDemo(session: Session, epci: string): Promise<void> {
  const { horloge, coffre } = session;
  // The territory may have just been opened: the operator is its officer only after a reload.
  const base = await session.reload();
  if ((await base.cotations.versions(epci)).length > 0) return;
  const aujourdhui = horloge.aujourdhui();
  const depuis = `${addMonths(aujourdhui, -12).slice(0, 4)}-01-01`;
  for (const { code, nature } of GRILLES_EXEMPLES) {
    const nom = `${LIBELLE_NATURE_GRILLE[nature]} (démonstration)`;
    const id = await copierGrille(base, { epci, source: code, nom });
    await renommerGrille(base, { epci, id, revision: 1 }, nom);
    await publierGrille(base, {
      epci,
      id,
      revision: 2,
      du: depuis,
      delibereeLe: depuis,
      aujourdhui,
      deliberation: "Délibération fictive de la démonstration",
    });
  }
  const nom = "Projet à simuler (exemple, à adapter)";
  const projet = await copierGrille(base, { epci, source: "exemple-acces", nom });
  // Seniority counts for two years at most, so that the simulation moves some demandes.
  const anciennete = { libelle: "Ancienneté", combinaison: "sum", plafond: 24 } as const;
  await ecrireRubrique(base, { epci, id: projet, revision: 1 }, "anciennete", anciennete);
  await withOwner(session, async (sql) => {
    const queries = coterToutQueries(sql);
    await coterTout(
      // The history of these files is written already: a first score must not add an event.
      { ...queries, poser: (territoire, cotations) => queries.poser(territoire, cotations, []) },
      { epci, jour: aujourdhui, ouvrir: (scelle) => readSensibles(coffre.ouvrir(scelle, "situation")) },
    );
  });
}
