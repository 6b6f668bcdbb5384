import type { Context } from "hono";
import { peutPartout } from "#socle/regles/habilitation/peut.ts";
import { garde } from "#socle/routes/acces/garde.ts";
import type { Env } from "#socle/routes/deps.ts";
import { readNumero } from "#socle/routes/gouvernance/saisie-refusee.ts";
import { defineActe, type EtatPage, erreurOf, pageActes } from "#socle/routes/page-actes.ts";
import { sendAvancement } from "#socle/routes/serveur/avancement.ts";
import { Routes } from "#socle/routes/serveur/routes.ts";
import { openCadre, type Site } from "#socle/routes/site.ts";
import { publierDiffusion, unknownDiffusion } from "../../actes/diffusion/publier-diffusion.ts";
import {
  renderDiffusionPage,
  renderDiffusionsPage,
  renderJeuDiffusePage,
} from "../../pages/diffusion/diffusion-page.tsx";
import { Preparations } from "./preparations.ts";

const PAGE = "observatoire/diffusion";
const LIRE = garde("indicateur-interne", "lire");

/** `/t/:epci/observatoire/diffusion`: public releases, prepared and published by the EPCI's officers. */
export function diffusionRoutes(site: Site): Routes {
  const preparations = new Preparations(site.deps);
  return new Routes()
    .get(`/t/:epci/${PAGE}/avancement`, LIRE, async (c) => {
      const { epci } = await openCadre(site, c);
      return sendAvancement(c, async () => {
        const travail = preparations.of(epci);
        return travail ? { statut: "lecture", octetsLus: travail.fait, taille: travail.total } : { statut: "fini" };
      });
    })
    .route(
      "/",
      pageActes(
        site,
        {
          chemin: PAGE,
          droit: LIRE,
          show: (_, c, etat) => showListe(site, preparations, c, etat),
          actes: { preparee: preparer(preparations) },
        },
        { chemin: `${PAGE}/:id`, droit: LIRE, show: showOne, actes: { publiee: PUBLIER } },
      ),
    );
}

function preparer(preparations: Preparations) {
  return defineActe({
    chemin: "",
    droit: garde("indicateur-publie", "creer", { partout: true }),
    annonce: null,
    champs: {},
    run: async ({ base, epci, aujourdhui }) => preparations.start(base, epci, aujourdhui),
  });
}

const PUBLIER = defineActe({
  chemin: "publier",
  droit: garde("indicateur-publie", "valider", { partout: true }),
  annonce: "La diffusion est publiée.",
  champs: {},
  run: ({ base, epci, numero }) => publierDiffusion(base, { epci, id: numero("id") }),
});

async function showListe(site: Site, preparations: Preparations, c: Context<Env>, etat: EtatPage): Promise<string> {
  const { epci, cadre } = await openCadre(site, c);
  const { base, acteur } = c.var;
  const [diffusions, publique] = await Promise.all([base.diffusions.list(epci), base.diffusions.publique(epci)]);
  const travail = preparations.of(epci);
  return renderDiffusionsPage({
    cadre,
    diffusions,
    travail,
    preparer: peutPartout(acteur, "indicateur-publie", "creer", epci),
    erreur: erreurOf(etat) ?? (travail ? null : preparations.takeEchec(epci)),
    publique: publique !== null,
  });
}

async function showOne(site: Site, c: Context<Env>, etat: EtatPage): Promise<string> {
  const { epci, cadre } = await openCadre(site, c);
  const { base, acteur } = c.var;
  const diffusion = await base.diffusions.find(epci, readNumero(c, "id"));
  if (!diffusion) throw unknownDiffusion();
  const jeu = diffusion.jeux.find(({ figure }) => figure.code === c.req.query("jeu"));
  if (jeu) return renderJeuDiffusePage({ cadre, diffusion, figure: jeu.figure });
  return renderDiffusionPage({
    cadre,
    diffusion,
    publier: peutPartout(acteur, "indicateur-publie", "valider", epci),
    annonce: etat.annonce,
    erreur: erreurOf(etat),
  });
}
