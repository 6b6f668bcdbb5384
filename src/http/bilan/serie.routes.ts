import { z } from "zod";
import { computeSeriePerimetre } from "#application/bilan/serie-perimetre.ts";
import { PAGE_SERIE, renderSeriePerimetrePage } from "#web/bilan/serie-perimetre-page.tsx";
import { garde } from "../acces/garde.ts";
import { parseInput } from "../serveur/input.ts";
import { Routes } from "../serveur/routes.ts";
import { openCadre, type Site } from "../site.ts";

const jour = z.iso.date().or(z.literal(""));

/** `/t/:epci/bilan/serie`: the years, each on its perimeter and all on one, of the leases that the person reads. */
export function serieRoutes(site: Site): Routes {
  return new Routes().get(`/t/:epci/${PAGE_SERIE}`, garde("bilan", "lire"), async (c) => {
    const { epci, cadre } = await openCadre(site, c);
    const asked = parseInput(jour.optional(), c.req.query("perimetre"));
    const serie = await computeSeriePerimetre(c.var.base, epci, asked || null);
    return c.html(renderSeriePerimetrePage({ cadre, serie }));
  });
}
