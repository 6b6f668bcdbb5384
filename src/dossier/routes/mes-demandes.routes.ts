import type { Context } from "hono";
import { hrefDemande } from "#socle/pages/design/page-publique.tsx";
import { introuvable } from "#socle/regles/shared/refus.ts";
import { garde } from "#socle/routes/acces/garde.ts";
import { brut } from "#socle/routes/champs.ts";
import type { Env } from "#socle/routes/deps.ts";
import { defineActe, pageActes } from "#socle/routes/page-actes.ts";
import type { Routes } from "#socle/routes/serveur/routes.ts";
import type { Site } from "#socle/routes/site.ts";
import type { DemandeAccessible } from "../lectures/ports.ts";
import { renderMesDemandesPage } from "../pages/mes-demandes-page.tsx";
import { RACINE_MENAGE, readCommun } from "./commun.ts";
import { choisir } from "./visite.ts";

/** A person without a file may open the page, which says what to do. */
const OUVERTE = garde("information", "lire");

export function mesDemandesRoutes(site: Site): Routes {
  return pageActes(site, {
    racine: RACINE_MENAGE,
    chemin: "mes-demandes",
    droit: OUVERTE,
    show: showMesDemandes,
    actes: { choisie: CHOISIR },
  });
}

async function showMesDemandes(site: Site, c: Context<Env>): Promise<string | Response> {
  const commun = await readCommun(site, c);
  const demandes = await listAccessibles(c);
  const [seule] = demandes;
  if (seule !== undefined && demandes.length === 1) return ouvrir(site, c, seule);
  return renderMesDemandesPage(commun, demandes);
}

const CHOISIR = defineActe({
  chemin: "",
  droit: OUVERTE,
  annonce: null,
  champs: { demande: brut() },
  run: async ({ site, c }, { demande: asked }) => {
    const demande = (await listAccessibles(c)).find(({ id }) => id === asked);
    if (demande !== undefined) return ouvrir(site, c, demande);
    throw introuvable(
      "dossier-inconnu",
      "Cette demande n’est pas, ou n’est plus, parmi les vôtres. Revenez à « Mes demandes ».",
    );
  },
});

async function listAccessibles(c: Context<Env>): Promise<readonly DemandeAccessible[]> {
  const { acteur, bases, accessibles = [] } = c.var;
  if (accessibles.length === 0) return [];
  const rows = await bases.pour({ ...acteur, demandeurs: accessibles }).dossiers.miennes();
  return rows.flatMap((row) => {
    const lien = accessibles.find(({ id }) => id === row.id)?.lien;
    return lien === undefined ? [] : [{ ...row, lien }];
  });
}

function ouvrir(site: Site, c: Context<Env>, { id, epci, etat }: DemandeAccessible): Response {
  choisir(site, c, { id, epci });
  return c.redirect(hrefDemande(epci, etat === "brouillon" || etat === "a-completer" ? "etapes" : ""), 303);
}
