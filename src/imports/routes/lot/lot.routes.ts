import type { Context } from "hono";
import { stream } from "hono/streaming";
import { z } from "zod";
import { exportRejets } from "#donnees/actes/lot/export-rejets.ts";
import { lotReport } from "#donnees/lectures/lot/lot-report.ts";
import type { Lot } from "#donnees/lectures/lot/ports.ts";
import { garde } from "#socle/routes/acces/garde.ts";
import { coche } from "#socle/routes/champs.ts";
import type { Env } from "#socle/routes/deps.ts";
import { defineActe, type EtatPage, erreurOf, pageActes } from "#socle/routes/page-actes.ts";
import { parseInput } from "#socle/routes/serveur/input.ts";
import { Routes } from "#socle/routes/serveur/routes.ts";
import { openCadre, type Site } from "#socle/routes/site.ts";
import { abandonLot, previewLot, publishLot, undoLot, unknownLot } from "../../actes/lot/publish-lot.ts";
import { renderLotPage } from "../../pages/lot/lot-page.tsx";
import { renderLotsPage } from "../../pages/lot/lots-page.tsx";

const LIRE = garde("lot", "lire");
/** A publication is for the whole territory: the EPCI or the State publishes a bailleur's deposit. */
const VALIDER = garde("lot", "valider", { partout: true });

/** `/t/:epci/donnees`: the lots, one lot, and its acts. */
export function lotRoutes(site: Site): Routes {
  return new Routes()
    .get("/t/:epci/donnees", LIRE, (c) => showLots(site, c))
    .route(
      "/",
      pageActes(site, {
        chemin: "donnees/lots/:id",
        droit: LIRE,
        show: showLot,
        actes: { publie: PUBLIER, annule: ANNULER, abandonne: ABANDONNER },
      }),
    )
    .get("/t/:epci/donnees/lots/:id/avancement", LIRE, async (c) => {
      const lot = await findLot(c);
      return c.json({ statut: lot.statut, ...site.depots.avancement(lot.id) });
    })
    .get("/t/:epci/donnees/lots/:id/rejets.csv", garde("lot", "exporter"), (c) => sendRejets(site, c));
}

const PUBLIER = defineActe({
  chemin: "publier",
  droit: VALIDER,
  annonce: "L’import est publié\u00A0: les bilans en tiennent compte.",
  champs: { confirme: coche() },
  run: async ({ base, c }, confirmation) => publishLot(base, (await findLot(c)).id, confirmation),
});

const ANNULER = defineActe({
  chemin: "annuler",
  droit: VALIDER,
  annonce: "La publication est annulée\u00A0: ce qui était publié avant est rétabli.",
  champs: {},
  run: async ({ base, c }) => undoLot(base, (await findLot(c)).id),
});

const ABANDONNER = defineActe({
  chemin: "abandonner",
  droit: garde("lot", "creer"),
  annonce: "L’import est abandonné.",
  champs: {},
  run: async ({ base, c }) => abandonLot(base, (await findLot(c)).id),
});

/** A lot of another territory is refused as unknown. */
async function findLot(c: Context<Env>): Promise<Lot> {
  const id = parseInput(z.coerce.number().int().positive(), c.req.param("id"));
  const lot = await c.var.base.lots.find(id);
  if (lot === null || lot.epci !== c.req.param("epci")) throw unknownLot(id);
  return lot;
}

async function showLots(site: Site, c: Context<Env>): Promise<Response> {
  const { epci, cadre } = await openCadre(site, c);
  const { lots, localisations, rattachements } = c.var.base;
  const [list, actes, adresses, dehors] = await Promise.all([
    lots.list(epci),
    lots.actes(epci),
    cadre.droits.localiser ? localisations.aLocaliser(epci) : [],
    cadre.droits.localiser ? rattachements.dehors(epci) : [],
  ]);
  const aLocaliser = adresses.reduce((total, adresse) => total + adresse.lignes, 0);
  return c.html(renderLotsPage({ cadre, lots: list, actes, aLocaliser, dehors: dehors.length }));
}

async function showLot(site: Site, c: Context<Env>, etat: EtatPage): Promise<string> {
  const { cadre } = await openCadre(site, c);
  const found = await findLot(c);
  const { lot, anomalies, bauxComptes } = await lotReport(c.var.base, found.id);
  const effet = lot.statut === "pret" && cadre.droits.publier ? await previewLot(c.var.base, lot.id) : null;
  const avancement = site.depots.avancement(lot.id);
  const { annonce } = etat;
  const erreur = erreurOf(etat);
  return renderLotPage({ cadre, lot, anomalies, bauxComptes, effet, avancement, annonce, erreur });
}

/** Sends the original bytes, in the charset of the file. */
async function sendRejets(site: Site, c: Context<Env>): Promise<Response> {
  const lot = await findLot(c);
  c.header("content-type", `text/csv; charset=${lot.encodage ?? "utf-8"}`);
  c.header("content-disposition", `attachment; filename="lignes-rejetees-lot-${lot.id}.csv"`);
  return stream(
    c,
    async (output) => {
      for await (const bytes of exportRejets(c.var.base, lot)) await output.write(bytes);
    },
    async (error) => {
      site.deps.log.error({ err: error, lot: lot.id }, "export des rejets interrompu");
    },
  );
}
