import type { Context } from "hono";
import { garde } from "#socle/routes/acces/garde.ts";
import { choix } from "#socle/routes/champs.ts";
import type { Env } from "#socle/routes/deps.ts";
import { defineActe, type EtatPage, erreurOf, pageActes, Suite } from "#socle/routes/page-actes.ts";
import type { Routes } from "#socle/routes/serveur/routes.ts";
import { openCadre, type Site } from "#socle/routes/site.ts";
import { jugerDoublon } from "../../actes/doublon/juger-doublon.ts";
import { direRecherche, lireDoublons } from "../../actes/doublon/lire-doublons.ts";
import { chercherDoublons } from "../../lectures/doublon/chercher-doublons.ts";
import { CHEMIN_DOUBLONS, renderDoublonsPage } from "../../pages/doublon/doublons-page.tsx";
import { DECISIONS_DOUBLON } from "../../regles/doublon/fiche-doublon.ts";

const CREER = garde("demande-identite", "creer");

/** `/t/:epci/demandes/doublons`: for the desks, which register and hold the files. */
export function doublonsRoutes(site: Site): Routes {
  return pageActes(site, {
    chemin: CHEMIN_DOUBLONS,
    droit: CREER,
    show: showDoublons,
    actes: { cherche: CHERCHER, juge: JUGER },
    annonces: {
      "meme-personne": "La décision est écrite sur les dossiers de votre guichet\u00A0: même personne.",
      distinctes: "La décision est retenue\u00A0: deux personnes distinctes.",
    },
  });
}

async function showDoublons(site: Site, c: Context<Env>, etat: EtatPage): Promise<string> {
  const { epci, cadre } = await openCadre(site, c);
  const doublons = await lireDoublons(c.var.base, epci);
  return renderDoublonsPage({ cadre, doublons, annonce: etat.annonce, erreur: erreurOf(etat) });
}

const CHERCHER = defineActe({
  chemin: "chercher",
  droit: CREER,
  annonce: (parametre) => {
    const compte = (nom: string) => (/^\d{1,6}$/.test(parametre(nom)) ? Number(parametre(nom)) : 0);
    return direRecherche({ nouveaux: compte("nouveaux"), dossiers: compte("dossiers") });
  },
  champs: {},
  run: async ({ base, epci, aujourdhui }) => {
    const { nouveaux, dossiers } = await base.transaction((tx) => chercherDoublons(tx.doublons, epci, aujourdhui));
    return new Suite({ parametres: { nouveaux, dossiers } });
  },
});

const JUGER = defineActe({
  chemin: ":doublon{[1-9][0-9]{0,14}}",
  droit: garde("demande-identite", "modifier"),
  annonce: null,
  champs: { decision: choix("Votre décision", DECISIONS_DOUBLON) },
  run: async ({ base, epci, numero }, { decision }) => {
    await jugerDoublon(base, { epci, id: numero("doublon"), decision });
    return new Suite({ fait: decision });
  },
});
