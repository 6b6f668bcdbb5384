import type { Bilan } from "#bilan/lectures/bilan.ts";
import { computeBilan } from "#bilan/lectures/compute-bilan.ts";
import { rattachementOf } from "#bilan/routes/bilan.routes.ts";
import { findAnneeLue, readQuestion } from "#bilan/routes/question.ts";
import { readAFaire } from "#gouvernance/lectures/tache/read-a-faire.ts";
import { renderDemarragePage } from "#gouvernance/pages/tache/demarrage-page.tsx";
import { type ChiffreCle, computeVueEnsemble } from "#observatoire/lectures/vue-ensemble.ts";
import type { Base } from "#socle/lectures/base.ts";
import type { QuestionTaches } from "#socle/lectures/tache.ts";
import { habilitationsIn, peut, peutPartout } from "#socle/regles/habilitation/peut.ts";
import { Refus } from "#socle/regles/shared/refus.ts";
import { garde, gardeMembre } from "#socle/routes/acces/garde.ts";
import { cacheWhileUnwritten } from "#socle/routes/serveur/answer-cache.ts";
import { Routes } from "#socle/routes/serveur/routes.ts";
import { openCadre, type Site } from "#socle/routes/site.ts";
import { readDemarrage } from "../lectures/read-demarrage.ts";
import { readRendezVous } from "../lectures/rendez-vous.ts";
import { renderAFairePage, renderToutesPage } from "../pages/accueil/a-faire-page.tsx";

/** `/t/:epci/a-faire`: the home page of whoever holds something in the territory; `toutes`: each of their tasks; `/t/:epci/demarrage`: the way to the first report. */
export function accueilRoutes(site: Site): Routes {
  const { horloge } = site.deps;
  const cache = cacheWhileUnwritten(site.deps, { parMinute: true });
  const ask = (epci: string): QuestionTaches => ({
    epci,
    aujourdhui: horloge.aujourdhui(),
    maintenant: horloge.maintenant(),
  });
  return new Routes()
    .get("/t/:epci/a-faire", gardeMembre(), cache, async (c) => {
      const { epci, cadre } = await openCadre(site, c);
      const { acteur, base } = c.var;
      const question = ask(epci);
      const [aFaire, demarrage, bilan, chiffres, rendezVous, rapport] = await Promise.all([
        readAFaire(base, question, site.taches),
        readDemarrage(base, question),
        readBilan(base, epci),
        readChiffres(base, question),
        readRendezVous(base, question),
        readRapport(base, epci),
      ]);
      const habilitations = habilitationsIn(acteur, epci);
      const lues = { aFaire, demarrage, habilitations, bilan, chiffres, rendezVous, rapport };
      return c.html(renderAFairePage({ cadre, ...lues }));
    })
    .get("/t/:epci/a-faire/toutes", gardeMembre(), cache, async (c) => {
      const { epci, cadre } = await openCadre(site, c);
      return c.html(renderToutesPage({ cadre, aFaire: await readAFaire(c.var.base, ask(epci), site.taches) }));
    })
    .get("/t/:epci/demarrage", garde("habilitation", "lire"), async (c) => {
      const { epci, cadre } = await openCadre(site, c);
      return c.html(renderDemarragePage({ cadre, demarrage: await readDemarrage(c.var.base, ask(epci), true) }));
    });
}

/** The last year that is published, of what the person reads; null: they read none, or its rule cannot be applied. */
async function readBilan(base: Base, epci: string): Promise<Bilan | null> {
  const { acteur } = base;
  if (!peut(acteur, "bilan", "lire", epci)) return null;
  if (rattachementOf(acteur, epci) !== null && (await findAnneeLue(base, epci)) === null) return null;
  try {
    const question = await readQuestion(base, epci, {});
    return question === null ? null : await computeBilan(base, question);
  } catch (error) {
    if (error instanceof Refus) return null;
    throw error;
  }
}

async function readRapport(base: Base, epci: string): Promise<string | null> {
  if (!peutPartout(base.acteur, "bilan", "lire", epci)) return null;
  return (await base.rapports.list(epci))[0]?.numero ?? null;
}

async function readChiffres(base: Base, { epci, aujourdhui }: QuestionTaches): Promise<readonly ChiffreCle[]> {
  if (!peut(base.acteur, "indicateur-interne", "lire", epci)) return [];
  return (await computeVueEnsemble(base, { epci, aujourdhui })).chiffres;
}
