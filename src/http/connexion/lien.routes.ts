import type { Context } from "hono";
import { acceptLien, readLien } from "#application/connexion/lien.ts";
import { LONGUEUR_MIN } from "#application/connexion/mot-de-passe.ts";
import type { Refus } from "#domain/shared/refus.ts";
import { renderBienvenuePage } from "#web/connexion/bienvenue-page.tsx";
import { ouverte } from "../acces/garde.ts";
import type { Env } from "../deps.ts";
import { paramOf, Routes } from "../serveur/routes.ts";
import { emptyCadre } from "../site.ts";
import { enter, fieldOf, refusalOf, type SiteConnexion, statusOfRefus } from "./entree.ts";
import { safeRetour } from "./retour.ts";

const OUVERTE = ouverte("le lien à usage unique dit qui l’ouvre");

/** `/bienvenue/:jeton`: first administrator, invitation, forgotten password. A link that is worth nothing is refused by `readLien`. */
export function lienRoutes(site: SiteConnexion): Routes {
  return new Routes()
    .get("/bienvenue/:jeton", OUVERTE, (c) => showBienvenue(site, c, {}))
    .post("/bienvenue/:jeton", OUVERTE, async (c) => {
      const body = await c.req.parseBody();
      const saisie = {
        courriel: fieldOf(body, "courriel"),
        prenom: fieldOf(body, "prenom"),
        nom: fieldOf(body, "nom"),
      };
      try {
        const asked = { ...saisie, motDePasse: fieldOf(body, "mot_de_passe") };
        const entree = await acceptLien(site.deps.connexion, paramOf(c, "jeton"), asked);
        const retour = safeRetour(c.req.query("retour"));
        return await enter(site, c, { entree, moyen: "lien", retour: retour === "/" ? "/mon-compte" : retour });
      } catch (error) {
        return showBienvenue(site, c, { saisie, refus: refusalOf(site, c, error, "lien") });
      }
    });
}

type Saisie = { readonly courriel: string; readonly prenom: string; readonly nom: string };

async function showBienvenue(
  site: SiteConnexion,
  c: Context<Env>,
  { saisie, refus }: { readonly saisie?: Saisie; readonly refus?: Refus },
): Promise<Response> {
  const jeton = c.req.param("jeton") ?? "";
  c.header("cache-control", "no-store");
  const { lien, compte } = await readLien(site.deps.connexion, jeton);
  const html = renderBienvenuePage({
    cadre: emptyCadre(site, c),
    jeton,
    usage: lien.usage,
    retour: safeRetour(c.req.query("retour")),
    courriel: compte?.courriel ?? null,
    saisie: saisie ?? { courriel: "", prenom: compte?.prenom ?? "", nom: compte?.nom ?? "" },
    longueurMin: LONGUEUR_MIN,
    erreur: refus?.message ?? null,
  });
  return c.html(html, refus ? statusOfRefus(c, refus) : 200);
}
