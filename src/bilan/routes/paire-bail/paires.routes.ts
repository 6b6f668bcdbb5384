import type { Context } from "hono";
import { garde } from "#socle/routes/acces/garde.ts";
import { choix } from "#socle/routes/champs.ts";
import type { Env } from "#socle/routes/deps.ts";
import { defineActe, type EtatPage, erreurOf, pageActes, Suite } from "#socle/routes/page-actes.ts";
import type { Routes } from "#socle/routes/serveur/routes.ts";
import { openCadre, type Site } from "#socle/routes/site.ts";
import { reprendreDecision, trancherPaire } from "../../actes/paire-bail/trancher-paire.ts";
import { lirePaires } from "../../lectures/paire-bail/lire-paires.ts";
import { CHEMIN_PAIRES, renderPairesPage } from "../../pages/paire-bail/paires-page.tsx";
import { DECISIONS_PAIRE } from "../../regles/paire-bail/paire-bail.ts";

const MODIFIER = garde("attribution", "modifier");

/** `/t/:epci/bilan/paires`: read with the bilan, settled by who may modify that bailleur's attributions. */
export function pairesRoutes(site: Site): Routes {
  return pageActes(site, {
    chemin: CHEMIN_PAIRES,
    droit: garde("bilan", "lire"),
    show: showPaires,
    actes: { meme: TRANCHER, reprise: REPRENDRE },
    annonces: {
      distincts: { annonce: "C’est retenu\u00A0: deux baux, comptés tous les deux.", defaire: TRANCHER.defaire },
    },
    // When somebody else has decided meanwhile, the page shows the present state.
    dits: ["paire-inconnue", "decision-paire-inconnue"],
  });
}

async function showPaires(site: Site, c: Context<Env>, etat: EtatPage): Promise<string> {
  const { epci, cadre } = await openCadre(site, c);
  const paires = await lirePaires(c.var.base, epci);
  return renderPairesPage({ cadre, paires, annonce: etat.annonce, erreur: erreurOf(etat) });
}

const TRANCHER = defineActe({
  chemin: ":paire{[1-9][0-9]{0,14}}",
  droit: MODIFIER,
  annonce: "C’est retenu\u00A0: le même bail, compté une fois.",
  defaire: { par: "reprise", quoi: "cette réponse", vise: ["decision"] },
  champs: { decision: choix("Votre réponse", DECISIONS_PAIRE) },
  run: async ({ base, epci, numero }, { decision }) => {
    const annuler = await trancherPaire(base, { epci, id: numero("paire"), decision });
    return new Suite({ fait: decision, annuler });
  },
});

const REPRENDRE = defineActe({
  chemin: "decisions/:decision{[1-9][0-9]{0,14}}",
  droit: MODIFIER,
  annonce: "La réponse est reprise\u00A0: le bilan ne la suit plus.",
  champs: {},
  run: ({ base, epci, numero }) => reprendreDecision(base, epci, numero("decision")),
});
