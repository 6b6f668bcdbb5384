import type { Context } from "hono";
import { z } from "zod";
import { hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { SANS_REFUS, type SaisieFormulaire, valeurDe } from "#socle/pages/design/formulaire.tsx";
import { Refus } from "#socle/regles/shared/refus.ts";
import { garde } from "#socle/routes/acces/garde.ts";
import type { Env } from "#socle/routes/deps.ts";
import { parseInput } from "#socle/routes/serveur/input.ts";
import { saisieOf } from "#socle/routes/serveur/lecture.ts";
import { Routes } from "#socle/routes/serveur/routes.ts";
import { statusOf } from "#socle/routes/serveur/status.ts";
import { openCadre, type Site } from "#socle/routes/site.ts";
import { addZone, removeZone, saveLieux } from "../../actes/zone-locale/ecrire-zones.ts";
import type { LieuZone } from "../../lectures/zone-locale/ports.ts";
import { PAGE_ZONES, renderZonesPage } from "../../pages/zone-locale/zones-page.tsx";

const ANNONCES: Readonly<Record<string, string>> = {
  ouverte: "La zone est ouverte.",
  fermee: "La zone est fermée ; ce qu’elle contenait est hors zone.",
  place: "Les zones sont enregistrées. Le parc et les loyers sont comptés de nouveau.",
};

/** How the stock is cut is for all the bailleurs at once. */
const CHANGER = garde("lot", "creer", { partout: true });

/** `/t/:epci/donnees/zones`: the territory's own zones. */
export function zonesRoutes(site: Site): Routes {
  return new Routes()
    .get(`/t/:epci/${PAGE_ZONES}`, CHANGER, (c) => show(site, c, null))
    .post(`/t/:epci/${PAGE_ZONES}`, CHANGER, (c) =>
      act(site, c, "ouverte", (epci, saisie) => addZone(c.var.base, epci, valeurDe(saisie, "nom"))),
    )
    .post(`/t/:epci/${PAGE_ZONES}/lieux`, CHANGER, (c) =>
      act(site, c, "place", (epci, saisie) => saveLieux(c.var.base, epci, lieuxOf(saisie))),
    )
    .post(`/t/:epci/${PAGE_ZONES}/:id/fermer`, CHANGER, (c) =>
      act(site, c, "fermee", (epci) =>
        removeZone(c.var.base, epci, parseInput(z.coerce.number().int().positive(), c.req.param("id"))),
      ),
    );
}

async function act(
  site: Site,
  c: Context<Env>,
  fait: string,
  work: (epci: string, saisie: SaisieFormulaire) => Promise<void>,
): Promise<Response> {
  const { epci } = await openCadre(site, c);
  const saisie = saisieOf(await c.req.parseBody({ all: true }));
  try {
    await work(epci, saisie);
  } catch (error) {
    if (!(error instanceof Refus)) throw error;
    return show(site, c, error);
  }
  return c.redirect(hrefTerritoire(epci, PAGE_ZONES, { fait, commune: valeurDe(saisie, "commune") || null }), 303);
}

async function show(site: Site, c: Context<Env>, refus: Refus | null): Promise<Response> {
  const { epci, cadre } = await openCadre(site, c);
  const { zonesLocales, territoires } = c.var.base;
  const [zones, parCommune, communes] = await Promise.all([
    zonesLocales.zones(epci),
    zonesLocales.communes(epci),
    territoires.communes(epci),
  ]);
  const asked = communes.find(({ commune }) => commune === c.req.query("commune"))?.commune ?? null;
  const page = renderZonesPage({
    cadre,
    zones,
    parCommune,
    communes,
    commune: asked,
    residences: asked === null ? [] : await zonesLocales.residences(epci, asked),
    annonce: ANNONCES[c.req.query("fait") ?? ""] ?? null,
    refus: refus === null ? SANS_REFUS : { message: refus.message, erreurs: [] },
  });
  return c.html(page, refus === null ? 200 : statusOf(refus.code));
}

/** `c`: the zone of the commune; `r.<key>`: that of a résidence; empty: none. */
function lieuxOf(saisie: SaisieFormulaire): readonly LieuZone[] {
  const zoneOf = (nom: string) => (/^\d{1,9}$/.test(valeurDe(saisie, nom)) ? Number(valeurDe(saisie, nom)) : null);
  const residences = Object.keys(saisie)
    .filter((nom) => nom.startsWith("r."))
    .map((nom): LieuZone => ({ genre: "residence", code: nom.slice(2), zone: zoneOf(nom) }));
  return [{ genre: "commune", code: valeurDe(saisie, "commune"), zone: zoneOf("c") }, ...residences];
}
