import type { Context } from "hono";
import { peut, peutPartout } from "#socle/regles/habilitation/peut.ts";
import { garde } from "#socle/routes/acces/garde.ts";
import { choix, numeroCache, texte, texteOuVide } from "#socle/routes/champs.ts";
import type { Env } from "#socle/routes/deps.ts";
import { readNumero } from "#socle/routes/gouvernance/saisie-refusee.ts";
import { defineActe, type EtatPage, erreurOf, pageActes, Suite } from "#socle/routes/page-actes.ts";
import type { Routes } from "#socle/routes/serveur/routes.ts";
import { openCadre, type Site } from "#socle/routes/site.ts";
import {
  abandonnerGrille,
  findGrille,
  rangerGrille,
  renommerGrille,
  SENS_RANGEMENT,
} from "../../actes/cotation/editer-grille.ts";
import { controlGrille } from "../../actes/cotation/publier-grille.ts";
import { CHEMIN_COTATION } from "../../pages/cotation/chemins.ts";
import { renderGrillePage } from "../../pages/cotation/grille-page.tsx";
import { grilleOn } from "../../regles/cotation/version-grille.ts";
import { COPIER } from "./nouvelle.ts";
import { changeOf, GRILLE, modifiee } from "./projet.ts";
import { PUBLIER } from "./publier.ts";

const MODIFIER = garde("cotation", "modifier", { partout: true });

/** One version of the scheme, and what changes it as a whole. */
export function grillePage(site: Site): Routes {
  return pageActes(site, {
    chemin: GRILLE,
    droit: garde("cotation", "lire"),
    show: showGrille,
    actes: { renommee: RENOMMER, rangee: RANGER, abandonnee: ABANDONNER },
    annonces: { creee: COPIER.annonce, modifiee: "La grille est modifiée.", publiee: PUBLIER.annonce },
  });
}

async function showGrille(site: Site, c: Context<Env>, etat: EtatPage): Promise<string> {
  const { epci, cadre } = await openCadre(site, c);
  const { base, acteur } = c.var;
  const aujourdhui = site.deps.horloge.aujourdhui();
  const version = await findGrille(base, epci, readNumero(c, "grille"));
  const ecrire = version.etat === "projet" && peutPartout(acteur, "cotation", "modifier", epci);
  return renderGrillePage({
    cadre,
    epci,
    version,
    enVigueur: grilleOn([version], version.nature, aujourdhui) !== null,
    controle: ecrire ? controlGrille(version, aujourdhui) : null,
    simuler: peutPartout(acteur, "cotation", "creer", epci) && peut(acteur, "attribution", "lire", epci),
    annonce: etat.annonce,
    erreur: erreurOf(etat),
  });
}

const RENOMMER = defineActe({
  chemin: "nom",
  droit: MODIFIER,
  annonce: null,
  champs: { revision: numeroCache(), nom: texte("Nom de la grille") },
  run: async (lieu, { revision, nom }) => {
    await renommerGrille(lieu.base, changeOf(lieu, revision), nom);
    return modifiee(lieu);
  },
});

const RANGER = defineActe({
  chemin: "ranger",
  droit: MODIFIER,
  annonce: null,
  champs: {
    revision: numeroCache(),
    rubrique: texteOuVide(40),
    critere: texteOuVide(40),
    sens: choix("Sens", SENS_RANGEMENT),
  },
  run: async (lieu, { revision, rubrique, ...rangement }) => {
    await rangerGrille(lieu.base, changeOf(lieu, revision), { rubrique: rubrique ?? "", ...rangement });
    return modifiee(lieu);
  },
});

export const ABANDONNER = defineActe({
  chemin: "abandonner",
  droit: MODIFIER,
  annonce: "Le projet est abandonné.",
  champs: { revision: numeroCache() },
  run: async (lieu, { revision }) => {
    await abandonnerGrille(lieu.base, changeOf(lieu, revision));
    return new Suite({ chemin: CHEMIN_COTATION });
  },
});
