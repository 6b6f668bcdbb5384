import type { Context } from "hono";
import type { Base } from "#socle/lectures/base.ts";
import { peutPartout } from "#socle/regles/habilitation/peut.ts";
import { garde } from "#socle/routes/acces/garde.ts";
import { brut } from "#socle/routes/champs.ts";
import type { Env } from "#socle/routes/deps.ts";
import { type Acte, defineActe, type EtatPage, erreurOf, pageActes, Suite } from "#socle/routes/page-actes.ts";
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

/** `/t/:epci/demandes/accueil`: public texts kept by the EPCI; each desk keeps its own card. */
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

/** Same announcements for a text and for a card. */
const ANNONCES_LECTURE = {
  publie: "C’est publié\u00A0: tout le monde le lit.",
  retire: "C’est retiré\u00A0: le public ne le lit plus.",
  supprime: "C’est supprimé.",
};

type Ou = { readonly epci: string; readonly id: number };
type Publier = (base: Base, ou: Ou & { readonly publie: boolean }) => Promise<unknown>;
type Supprimer = (base: Base, ou: Ou) => Promise<unknown>;

const NUMERO = "{[1-9][0-9]{0,14}}";

function actesDe(nom: "contenu" | "guichet", publier: Publier, supprimer: Supprimer): Readonly<Record<string, Acte>> {
  const acte = (chemin: string, droit: Acte["droit"], fait: keyof typeof ANNONCES_LECTURE, run: Supprimer) =>
    defineActe({
      chemin: `${nom}s/:${nom}${NUMERO}/${chemin}`,
      droit,
      annonce: null,
      champs: {},
      run: async ({ base, epci, numero }) => {
        await run(base, { epci, id: numero(nom) });
        return new Suite({ fait });
      },
    });
  return {
    [`${nom}-publie`]: acte("publier", VALIDER, "publie", (base, ou) => publier(base, { ...ou, publie: true })),
    [`${nom}-retire`]: acte("retirer", VALIDER, "retire", (base, ou) => publier(base, { ...ou, publie: false })),
    [`${nom}-supprime`]: acte("supprimer", SUPPRIMER, "supprime", supprimer),
  };
}

const ACTES_CONTENU = actesDe("contenu", publierContenu, supprimerContenu);
const ACTES_GUICHET = actesDe("guichet", publierGuichet, supprimerGuichet);

const ORDONNER = defineActe({
  chemin: `contenus/:contenu${NUMERO}/ordre`,
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
