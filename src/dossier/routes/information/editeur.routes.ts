import type { Context } from "hono";
import { peutPartout } from "#socle/regles/habilitation/peut.ts";
import { garde } from "#socle/routes/acces/garde.ts";
import { brut } from "#socle/routes/champs.ts";
import type { Env } from "#socle/routes/deps.ts";
import {
  type Acte,
  defineActe,
  type EtatPage,
  erreurOf,
  type Lieu,
  pageActes,
  Suite,
} from "#socle/routes/page-actes.ts";
import { Routes } from "#socle/routes/serveur/routes.ts";
import { openCadre, type Site } from "#socle/routes/site.ts";
import {
  deplacerContenu,
  publierContenu,
  reprendreContenus,
  supprimerContenu,
  unknownContenu,
} from "../../actes/information/ecrire-contenu.ts";
import { maySetGuichet, publierGuichet, supprimerGuichet } from "../../actes/information/ecrire-guichet.ts";
import { CHEMIN_ACCUEIL } from "../../pages/information/chemins.ts";
import { renderEditeurPage } from "../../pages/information/editeur-page.tsx";
import { RUBRIQUES_INFORMATION } from "../../regles/information/contenu.ts";
import { AJOUTER_CONTENU, contenuRoutes } from "./contenus.routes.ts";
import { AJOUTER_GUICHET, guichetRoutes } from "./guichets.routes.ts";

const PARTOUT = { partout: true };
const VALIDER = garde("information", "valider", PARTOUT);
const SUPPRIMER = garde("information", "supprimer", PARTOUT);

/** `/t/:epci/demandes/accueil`: what the public reads, kept by the EPCI; each desk keeps its own card. */
export function informationEditeurRoutes(site: Site): Routes {
  return new Routes()
    .route(
      "/",
      pageActes(site, {
        chemin: CHEMIN_ACCUEIL,
        droit: garde("information", "modifier"),
        show: showEditeur,
        actes: { repris: REPRENDRE, ordonne: ORDONNER, ...ACTES_CONTENU, ...ACTES_GUICHET },
        annonces: { ...ANNONCES_LECTURE, ecrit: AJOUTER_CONTENU.annonce, guichet: AJOUTER_GUICHET.annonce },
      }),
    )
    .route("/", contenuRoutes(site))
    .route("/", guichetRoutes(site));
}

/** A text and a card are published, and taken away, in the same words. */
const ANNONCES_LECTURE = {
  publie: "C’est publié\u00A0: tout le monde le lit.",
  retire: "C’est retiré\u00A0: le public ne le lit plus.",
  supprime: "C’est supprimé.",
};

type Fait = keyof typeof ANNONCES_LECTURE;

const CONTENU = "contenus/:contenu{[1-9][0-9]{0,14}}";
const GUICHET = "guichets/:guichet{[1-9][0-9]{0,14}}";

function sans(chemin: string, droit: Acte["droit"], fait: Fait, run: (lieu: Lieu) => Promise<unknown>): Acte {
  return defineActe({
    chemin,
    droit,
    annonce: null,
    champs: {},
    run: async (lieu) => {
      await run(lieu);
      return new Suite({ fait });
    },
  });
}

const ACTES_CONTENU = {
  "contenu-publie": sans(`${CONTENU}/publier`, VALIDER, "publie", ({ base, epci, numero }) =>
    publierContenu(base, { epci, id: numero("contenu"), publie: true }),
  ),
  "contenu-retire": sans(`${CONTENU}/retirer`, VALIDER, "retire", ({ base, epci, numero }) =>
    publierContenu(base, { epci, id: numero("contenu"), publie: false }),
  ),
  "contenu-supprime": sans(`${CONTENU}/supprimer`, SUPPRIMER, "supprime", ({ base, epci, numero }) =>
    supprimerContenu(base, { epci, id: numero("contenu") }),
  ),
};

const ACTES_GUICHET = {
  "guichet-publie": sans(`${GUICHET}/publier`, VALIDER, "publie", ({ base, epci, numero }) =>
    publierGuichet(base, { epci, id: numero("guichet"), publie: true }),
  ),
  "guichet-retire": sans(`${GUICHET}/retirer`, VALIDER, "retire", ({ base, epci, numero }) =>
    publierGuichet(base, { epci, id: numero("guichet"), publie: false }),
  ),
  "guichet-supprime": sans(`${GUICHET}/supprimer`, SUPPRIMER, "supprime", ({ base, epci, numero }) =>
    supprimerGuichet(base, { epci, id: numero("guichet") }),
  ),
};

const ORDONNER = defineActe({
  chemin: `${CONTENU}/ordre`,
  droit: garde("information", "modifier", PARTOUT),
  annonce: "L’ordre est changé.",
  champs: { sens: brut() },
  run: ({ base, epci, numero }, { sens }) =>
    deplacerContenu(base, { epci, id: numero("contenu"), sens: sens === "haut" ? "haut" : "bas" }),
});

const REPRENDRE = defineActe({
  chemin: "reprendre",
  droit: garde("information", "creer"),
  annonce: "Les textes fournis sont devenus les vôtres. Modifiez-les un par un.",
  champs: { rubrique: brut() },
  run: async ({ base, epci }, { rubrique: asked }) => {
    const rubrique = RUBRIQUES_INFORMATION.find((code) => code === asked && code !== "page");
    if (!rubrique) throw unknownContenu();
    await reprendreContenus(base, { epci, rubrique });
  },
});

async function showEditeur(site: Site, c: Context<Env>, etat: EtatPage): Promise<string> {
  const { epci, cadre } = await openCadre(site, c);
  const { base, acteur } = c.var;
  const [contenus, guichets, communes] = await Promise.all([
    base.information.contenus(epci),
    base.information.guichets(epci),
    base.territoires.communes(epci),
  ]);
  return renderEditeurPage({
    cadre,
    epci,
    contenus,
    guichets: guichets.map((guichet) => ({ ...guichet, modifiable: maySetGuichet(base, epci, guichet) })),
    communes: new Map(communes.map(({ commune, nom }) => [commune, nom])),
    droits: {
      ecrire: peutPartout(acteur, "information", "creer", epci),
      publier: peutPartout(acteur, "information", "valider", epci),
      supprimer: peutPartout(acteur, "information", "supprimer", epci),
    },
    annonce: etat.annonce,
    erreur: erreurOf(etat),
  });
}
