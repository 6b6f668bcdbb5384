import type { Context } from "hono";
import { peut, peutPartout } from "#socle/regles/habilitation/peut.ts";
import { garde } from "#socle/routes/acces/garde.ts";
import { choix, jourOuVide, jourPasse, numeroCache, texte, texteOuVide } from "#socle/routes/champs.ts";
import type { Env } from "#socle/routes/deps.ts";
import { readNumero } from "#socle/routes/gouvernance/saisie-refusee.ts";
import { defineActe, type EtatPage, erreurOf, type Lieu, pageActes, Suite } from "#socle/routes/page-actes.ts";
import type { Routes } from "#socle/routes/serveur/routes.ts";
import { openCadre, type Site } from "#socle/routes/site.ts";
import {
  abandonnerGrille,
  type Change,
  copierGrille,
  findGrille,
  rangerGrille,
  renommerGrille,
  SENS_RANGEMENT,
} from "../../actes/cotation/editer-grille.ts";
import { controlGrille, publierGrille } from "../../actes/cotation/publier-grille.ts";
import { refusCotation } from "../../lectures/cotation/refus.ts";
import { CHEMIN_COTATION, cheminGrille } from "../../pages/cotation/chemins.ts";
import { renderNouvelleGrille, renderPublierGrille } from "../../pages/cotation/formulaires.tsx";
import { renderGrillePage } from "../../pages/cotation/grille-page.tsx";
import { grilleOn } from "../../regles/cotation/version-grille.ts";

export const GRILLE = `${CHEMIN_COTATION}/:grille{[0-9]+}`;
const MODIFIER = garde("cotation", "modifier", { partout: true });

/** A version of the scheme: created as a copy of an example or of another version, edited, then published from a day on by a deliberation. */
export function grillePages(site: Site): Routes {
  return pageActes(
    site,
    {
      chemin: `${CHEMIN_COTATION}/nouvelle`,
      droit: COPIER.droit,
      show: showNouvelle,
      actes: { creee: COPIER },
    },
    {
      chemin: GRILLE,
      droit: garde("cotation", "lire"),
      show: showGrille,
      actes: { renommee: RENOMMER, rangee: RANGER, abandonnee: ABANDONNER },
      annonces: { creee: COPIER.annonce, modifiee: "La grille est modifiée.", publiee: PUBLIER.annonce },
    },
    { chemin: `${GRILLE}/publier`, droit: PUBLIER.droit, show: showPublier, actes: { publiee: PUBLIER } },
  );
}

/** Opens a draft; a published version cannot be edited. */
export async function openProjet(site: Site, c: Context<Env>) {
  const { epci, cadre } = await openCadre(site, c);
  const version = await findGrille(c.var.base, epci, readNumero(c, "grille"));
  if (version.etat !== "projet") throw refusCotation.publiee();
  return { epci, cadre, version };
}

export function changeOf({ epci, numero }: Lieu, revision: number): Change {
  return { epci, id: numero("grille"), revision };
}

/** Back to the version, with the announcement of the change. */
export function modifiee({ numero }: Lieu): Suite {
  return new Suite({ chemin: cheminGrille(numero("grille")), fait: "modifiee" });
}

async function showNouvelle(site: Site, c: Context<Env>, { saisie, refus }: EtatPage): Promise<string> {
  const { epci, cadre } = await openCadre(site, c);
  const versions = await c.var.base.cotations.versions(epci);
  return renderNouvelleGrille({ cadre, epci, versions, saisie, refus });
}

export const COPIER = defineActe({
  chemin: "",
  droit: garde("cotation", "creer", { partout: true }),
  annonce: "Le projet est créé. Adaptez-le, puis simulez-le.",
  champs: { nom: texte("Nom de la grille"), source: texteOuVide(40) },
  run: async ({ base, epci }, { nom, source }) =>
    new Suite({ chemin: cheminGrille(await copierGrille(base, { epci, source: source ?? "", nom })) }),
});

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

async function showPublier(site: Site, c: Context<Env>, { saisie, refus }: EtatPage): Promise<string> {
  const { epci, cadre, version } = await openProjet(site, c);
  const aujourdhui = site.deps.horloge.aujourdhui();
  const remplacee = grilleOn(await c.var.base.cotations.versions(epci), version.nature, aujourdhui);
  const controle = controlGrille(version, aujourdhui);
  return renderPublierGrille({ cadre, epci, version, remplacee, saisie, controle, refus });
}

const PUBLIER = defineActe({
  chemin: "",
  droit: garde("cotation", "valider", { partout: true }),
  annonce: "La grille est publiée. Les points seront recalculés.",
  champs: ({ aujourdhui }) => ({
    revision: numeroCache(),
    deliberation: texte("Référence de la délibération"),
    delibereeLe: jourPasse("Jour de la délibération", aujourdhui),
    du: jourOuVide("Premier jour d’application")
      .refine((du) => du !== null, "Premier jour d’application\u00A0: donnez la date.")
      .transform((du) => du ?? aujourdhui),
  }),
  run: async (lieu, { revision, ...publication }) => {
    const { base, aujourdhui, numero } = lieu;
    await publierGrille(base, { ...changeOf(lieu, revision), ...publication, aujourdhui });
    return new Suite({ chemin: cheminGrille(numero("grille")) });
  },
});
