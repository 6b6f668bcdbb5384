import { buildCadre } from "#bilan/lectures/cadre.ts";
import { buildMethodes } from "#bilan/lectures/methodes.ts";
import { hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { isAdministrateur } from "#socle/regles/habilitation/peut.ts";
import { yearPeriode } from "#socle/regles/shared/periode.ts";
import { pageIntrouvable } from "#socle/regles/shared/refus.ts";
import { garde, gardeMembre, ouverte } from "#socle/routes/acces/garde.ts";
import { Routes } from "#socle/routes/serveur/routes.ts";
import { renderSecurityTxt } from "#socle/routes/serveur/security-txt.ts";
import { emptyCadre, openCadre, ownTerritoires, type Site } from "#socle/routes/site.ts";
import { renderAccessibilitePage } from "../pages/site/accessibilite-page.tsx";
import { renderMethodePage } from "../pages/site/methode-page.tsx";
import { renderSecuritePage } from "../pages/site/securite-page.tsx";

/** Home, and the pages that depend on no territory. */
export function siteRoutes(site: Site): Routes {
  const { horloge, contactSecurite = null } = site.deps;
  return new Routes()
    .get("/", ouverte("aiguillage"), async (c) => {
      // Whoever has not said who they are comes for a dwelling; a professional finds « Espace des professionnels » at the foot of each page.
      if (c.var.acteur.compte === null) return c.redirect("/logement-social", 302);
      const { acteur } = c.var;
      // An administrator is nobody in the territories: their home is the list, and what they may do from it.
      const [first, ...others] = isAdministrateur(acteur) ? [] : await ownTerritoires(c);
      return c.redirect(first && others.length === 0 ? hrefTerritoire(first.epci, "a-faire") : "/territoires", 302);
    })
    .get("/t/:epci", gardeMembre(), async (c) => {
      const { epci } = await openCadre(site, c);
      return c.redirect(hrefTerritoire(epci, "a-faire"), 302);
    })
    .get("/t/:epci/methode", garde("objectif", "lire"), async (c) => {
      const { base } = c.var;
      const { epci, cadre } = await openCadre(site, c);
      const annee = (await base.cubes.annees(epci)).at(-1) ?? currentYear(horloge);
      const seuil = await base.cubes.seuil(epci, annee);
      return c.html(renderMethodePage({ cadre, methodes: methodesOf(annee, seuil), annee }));
    })
    .get("/methode", ouverte("règles publiques"), (c) => {
      const annee = currentYear(horloge);
      return c.html(renderMethodePage({ cadre: emptyCadre(site, c), methodes: methodesOf(annee, null), annee }));
    })
    .get("/accessibilite", ouverte("déclaration légale"), (c) => c.html(renderAccessibilitePage(emptyCadre(site, c))))
    .get("/securite", ouverte("à qui signaler une faille"), (c) =>
      c.html(renderSecuritePage({ cadre: emptyCadre(site, c), contact: contactSecurite })),
    )
    .get("/.well-known/security.txt", ouverte("à qui signaler une faille, pour un programme"), (c) => {
      // RFC 9116: a file without a contact is not one.
      if (contactSecurite === null) {
        throw pageIntrouvable("L’exploitant de ce service n’a pas indiqué à qui signaler une faille.");
      }
      return c.text(renderSecurityTxt(site.deps.connexion.origine, contactSecurite, horloge.aujourdhui()));
    });
}

function methodesOf(annee: number, seuil: Parameters<typeof buildMethodes>[1]) {
  return buildMethodes(buildCadre(yearPeriode(annee), [], null), seuil);
}

function currentYear(horloge: Site["deps"]["horloge"]): number {
  return Number(horloge.aujourdhui().slice(0, 4));
}
