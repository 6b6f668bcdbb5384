import type { Context } from "hono";
import { hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { peutPartout } from "#socle/regles/habilitation/peut.ts";
import { garde } from "#socle/routes/acces/garde.ts";
import type { Env } from "#socle/routes/deps.ts";
import { saisieOf } from "#socle/routes/serveur/lecture.ts";
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
import { contenuRoutes } from "./contenus.routes.ts";
import { guichetRoutes } from "./guichets.routes.ts";

const BASE = `/t/:epci/${CHEMIN_ACCUEIL}`;
const CONTENU = `${BASE}/contenus/:contenu{[1-9][0-9]{0,14}}`;
const GUICHET = `${BASE}/guichets/:guichet{[1-9][0-9]{0,14}}`;
const PARTOUT = { partout: true };
const VALIDER = garde("information", "valider", PARTOUT);
const SUPPRIMER = garde("information", "supprimer", PARTOUT);

/** What the page says after an act: a closed list, so that an address cannot make it say anything else. */
const ANNONCES: Readonly<Record<string, string>> = {
  ecrit: "Le texte est enregistré.",
  publie: "C’est publié : tout le monde le lit.",
  retire: "C’est retiré : le public ne le lit plus.",
  ordonne: "L’ordre est changé.",
  supprime: "C’est supprimé.",
  repris: "Les textes fournis sont devenus les vôtres. Modifiez-les un par un.",
  guichet: "La fiche du guichet est enregistrée.",
};

/** `/t/:epci/demandes/accueil`: what the public reads, kept by the EPCI; each desk keeps its own card. */
export function informationEditeurRoutes(site: Site): Routes {
  return new Routes()
    .get(BASE, garde("information", "modifier"), (c) => showEditeur(site, c))
    .post(`${BASE}/reprendre`, garde("information", "creer"), async (c) => {
      const { epci } = await openCadre(site, c);
      const asked = saisieOf(await c.req.parseBody()).rubrique?.[0];
      const rubrique = RUBRIQUES_INFORMATION.find((code) => code === asked && code !== "page");
      if (!rubrique) throw unknownContenu();
      await reprendreContenus(c.var.base, { epci, rubrique });
      return back(c, epci, "repris");
    })
    .route("/", contenuRoutes(site, { base: BASE, contenu: CONTENU }))
    .route("/", guichetRoutes(site, { base: BASE, guichet: GUICHET }))
    .post(`${CONTENU}/publier`, VALIDER, (c) => actContenu(site, c, "publie"))
    .post(`${CONTENU}/retirer`, VALIDER, (c) => actContenu(site, c, "retire"))
    .post(`${CONTENU}/ordre`, garde("information", "modifier", PARTOUT), async (c) => {
      const { epci } = await openCadre(site, c);
      const sens = saisieOf(await c.req.parseBody()).sens?.[0] === "haut" ? "haut" : "bas";
      await deplacerContenu(c.var.base, { epci, id: Number(c.req.param("contenu")), sens });
      return back(c, epci, "ordonne");
    })
    .post(`${CONTENU}/supprimer`, SUPPRIMER, (c) => actContenu(site, c, "supprime"))
    .post(`${GUICHET}/publier`, VALIDER, (c) => actGuichet(site, c, "publie"))
    .post(`${GUICHET}/retirer`, VALIDER, (c) => actGuichet(site, c, "retire"))
    .post(`${GUICHET}/supprimer`, SUPPRIMER, (c) => actGuichet(site, c, "supprime"));
}

type Fait = "publie" | "retire" | "supprime";

async function actContenu(site: Site, c: Context<Env>, fait: Fait): Promise<Response> {
  const { epci } = await openCadre(site, c);
  const id = Number(c.req.param("contenu"));
  if (fait === "supprime") await supprimerContenu(c.var.base, { epci, id });
  else await publierContenu(c.var.base, { epci, id, publie: fait === "publie" });
  return back(c, epci, fait);
}

async function actGuichet(site: Site, c: Context<Env>, fait: Fait): Promise<Response> {
  const { epci } = await openCadre(site, c);
  const id = Number(c.req.param("guichet"));
  if (fait === "supprime") await supprimerGuichet(c.var.base, { epci, id });
  else await publierGuichet(c.var.base, { epci, id, publie: fait === "publie" });
  return back(c, epci, fait);
}

function back(c: Context<Env>, epci: string, fait: string): Response {
  return c.redirect(hrefTerritoire(epci, CHEMIN_ACCUEIL, { fait }), 303);
}

async function showEditeur(site: Site, c: Context<Env>): Promise<Response> {
  const { epci, cadre } = await openCadre(site, c);
  const { base, acteur } = c.var;
  const [contenus, guichets, communes] = await Promise.all([
    base.information.contenus(epci),
    base.information.guichets(epci),
    base.territoires.communes(epci),
  ]);
  return c.html(
    renderEditeurPage({
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
      annonce: ANNONCES[c.req.query("fait") ?? ""] ?? null,
    }),
  );
}
