import type { Context } from "hono";
import { textOfCorrespondance, writeCorrespondance } from "#donnees/lectures/correspondance/correspondance.ts";
import { introuvable } from "#socle/regles/shared/refus.ts";
import { isSource, SOURCES } from "#socle/regles/shared/source.ts";
import { garde } from "#socle/routes/acces/garde.ts";
import { choix } from "#socle/routes/champs.ts";
import type { Env } from "#socle/routes/deps.ts";
import { defineActe, type EtatPage, erreurOf, pageActes } from "#socle/routes/page-actes.ts";
import { Routes } from "#socle/routes/serveur/routes.ts";
import { sendDocument } from "#socle/routes/serveur/send-document.ts";
import { openCadre, type Site } from "#socle/routes/site.ts";
import { reprendreCorrespondance } from "../../actes/correspondance/reprendre.ts";
import { CHEMIN_CORRESPONDANCES, renderCorrespondancesPage } from "../../pages/correspondance/correspondances-page.tsx";

const DROIT = garde("lot", "creer", { partout: true });

const REPRENDRE = defineActe({
  chemin: "",
  droit: DROIT,
  annonce: "La correspondance est reprise\u00A0: les prochains fichiers de cette source seront lus ainsi.",
  champs: { source: choix("Source", SOURCES) },
  run: async ({ base, epci, fichier }, { source }) => {
    const texte = await textOfCorrespondance(fichier("correspondance"));
    await reprendreCorrespondance(base, { epci, source, texte });
  },
});

/** `/t/:epci/donnees/correspondances`: which column of each source's files is ours, as it was said once; a file of it for another territory. */
export function correspondanceRoutes(site: Site): Routes {
  return new Routes()
    .get(`/t/:epci/${CHEMIN_CORRESPONDANCES}/:fichier{[a-z-]+\\.json}`, DROIT, (c) => sendSource(site, c))
    .route(
      "/",
      pageActes(site, {
        chemin: CHEMIN_CORRESPONDANCES,
        droit: DROIT,
        show: showToutes,
        actes: { reprise: REPRENDRE },
      }),
    );
}

async function showToutes(site: Site, c: Context<Env>, etat: EtatPage): Promise<string> {
  const { epci, cadre } = await openCadre(site, c);
  const lues = await Promise.all(
    SOURCES.map(async (source) => ({ source, colonnes: await c.var.base.lots.correspondances(epci, source) })),
  );
  const dites = lues.filter(({ colonnes }) => Object.keys(colonnes).length > 0);
  return renderCorrespondancesPage({ cadre, epci, dites, annonce: etat.annonce, erreur: erreurOf(etat) });
}

async function sendSource(site: Site, c: Context<Env>): Promise<Response> {
  const { epci } = await openCadre(site, c);
  const source = (c.req.param("fichier") ?? "").replace(/\.json$/, "");
  if (!isSource(source)) throw introuvable("source-inconnue", "Aucune source de fichiers ne porte ce nom.");
  const colonnes = await c.var.base.lots.correspondances(epci, source);
  return sendDocument(c, {
    nom: `correspondance-${source}`,
    type: "json",
    contenu: writeCorrespondance(source, colonnes),
  });
}
