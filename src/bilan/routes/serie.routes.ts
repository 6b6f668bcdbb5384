import { z } from "zod";
import { garde } from "#socle/routes/acces/garde.ts";
import { ouRien, parseInput } from "#socle/routes/serveur/input.ts";
import { Routes } from "#socle/routes/serveur/routes.ts";
import { openCadre, type Site } from "#socle/routes/site.ts";
import { computeSeriePerimetre } from "../lectures/serie-perimetre.ts";
import { PAGE_SERIE, renderSeriePerimetrePage } from "../pages/serie-perimetre-page.tsx";

/** `/t/:epci/bilan/serie`: the years, each on its perimeter and all on one, of the leases that the person reads. */
export function serieRoutes(site: Site): Routes {
  return new Routes().get(`/t/:epci/${PAGE_SERIE}`, garde("bilan", "lire"), async (c) => {
    const { epci, cadre } = await openCadre(site, c);
    const asked = parseInput(ouRien(z.iso.date()), c.req.query("perimetre"));
    const serie = await computeSeriePerimetre(c.var.base, epci, asked);
    return c.html(renderSeriePerimetrePage({ cadre, serie }));
  });
}
