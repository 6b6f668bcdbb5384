import { renderDonneesPersonnellesPage } from "#exploitation/pages/conservation/donnees-personnelles-page.tsx";
import { garde } from "#socle/routes/acces/garde.ts";
import { Routes } from "#socle/routes/serveur/routes.ts";
import { openCadre, type Site } from "#socle/routes/site.ts";

/** `/t/:epci/donnees-personnelles`: for the DPO, whose right to the whole journal it goes with. */
export function conservationRoutes(site: Site): Routes {
  return new Routes().get("/t/:epci/donnees-personnelles", garde("journal", "lire", { partout: true }), async (c) => {
    const { epci, cadre } = await openCadre(site, c);
    const etat = await c.var.base.conservation.etat(epci);
    return c.html(renderDonneesPersonnellesPage({ cadre, etat, jour: site.deps.horloge.aujourdhui() }));
  });
}
