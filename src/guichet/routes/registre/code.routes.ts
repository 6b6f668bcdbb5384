import type { Context } from "hono";
import { garde } from "#socle/routes/acces/garde.ts";
import { plusieurs } from "#socle/routes/champs.ts";
import type { Env } from "#socle/routes/deps.ts";
import { defineActe, type EtatPage, pageActes } from "#socle/routes/page-actes.ts";
import type { Routes } from "#socle/routes/serveur/routes.ts";
import { openCadre, type Site } from "#socle/routes/site.ts";
import { remettreCode } from "../../actes/registre/remettre-code.ts";
import { renderCodeRemisPage, renderRemettreCodePage } from "../../pages/registre/code-page.tsx";
import { DEMANDE, findFiche, motifOuvert, seuilOuverte } from "./fiche-ouverte.ts";

/** Gives another code to a household that lost its own, once the purpose is stated. */
export function codeRoutes(site: Site): Routes {
  return pageActes(site, {
    chemin: `${DEMANDE}/code`,
    droit: REMETTRE.droit,
    seuil: seuilOuverte(async (c) => (await motifOuvert(site, c)) !== null),
    show: showCode,
    actes: { remis: REMETTRE },
  });
}

async function showCode(site: Site, c: Context<Env>, { refus }: EtatPage): Promise<string> {
  const { cadre } = await openCadre(site, c);
  return renderRemettreCodePage({ cadre, fiche: await findFiche(c), etat: { saisie: {}, refus } });
}

/** The answer to the POST shows the code: no URL leads back to it. */
const REMETTRE = defineActe({
  chemin: "",
  droit: garde("demande-identite", "modifier"),
  annonce: null,
  champs: {
    identite: plusieurs(["vue"]).refine(
      ({ length }) => length > 0,
      "Voyez la pièce d’identité de la personne, puis cochez.",
    ),
  },
  run: async ({ base, epci, site, c }) => {
    const { cadre } = await openCadre(site, c);
    const fiche = await findFiche(c);
    const deps = { ...site.deps, queries: site.deps.bases.connexions };
    const remis = await remettreCode(base, deps, { epci, demandeur: fiche.demandeur });
    c.header("cache-control", "no-store");
    return c.html(renderCodeRemisPage({ cadre, fiche, ...remis }));
  },
});
