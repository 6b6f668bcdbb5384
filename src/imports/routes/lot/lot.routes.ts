import type { Context } from "hono";
import { stream } from "hono/streaming";
import { z } from "zod";
import { exportRejets } from "#donnees/actes/lot/export-rejets.ts";
import { lotReport } from "#donnees/lectures/lot/lot-report.ts";
import type { Lot } from "#donnees/lectures/lot/ports.ts";
import { hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { Refus } from "#socle/regles/shared/refus.ts";
import { garde } from "#socle/routes/acces/garde.ts";
import type { Env } from "#socle/routes/deps.ts";
import { parseInput } from "#socle/routes/serveur/input.ts";
import { Routes } from "#socle/routes/serveur/routes.ts";
import { statusOf } from "#socle/routes/serveur/status.ts";
import { openCadre, type Site } from "#socle/routes/site.ts";
import { abandonLot, previewLot, publishLot, undoLot } from "../../actes/lot/publish-lot.ts";
import { renderLotPage } from "../../pages/lot/lot-page.tsx";
import { renderLotsPage } from "../../pages/lot/lots-page.tsx";

/** What the page says after an act: a closed list, so that an address cannot make it say anything else. */
const ANNONCES: Readonly<Record<string, string>> = {
  publie: "L’import est publié : les bilans en tiennent compte.",
  annule: "La publication est annulée : ce qui était publié avant est rétabli.",
  abandonne: "L’import est abandonné.",
};

const LIRE = garde("lot", "lire");
/** What is published is the whole territory's: a bailleur's deposit is published by the EPCI or the State. */
const VALIDER = garde("lot", "valider", { partout: true });

/** `/t/:epci/donnees`: the lots, one lot, and the acts on it. */
export function lotRoutes(site: Site): Routes {
  return new Routes()
    .get("/t/:epci/donnees", LIRE, (c) => showLots(site, c))
    .get("/t/:epci/donnees/lots/:id", LIRE, (c) => showLot(site, c, null))
    .get("/t/:epci/donnees/lots/:id/avancement", LIRE, async (c) => {
      const lot = await findLot(c);
      return c.json({ statut: lot.statut, ...site.depots.avancement(lot.id) });
    })
    .get("/t/:epci/donnees/lots/:id/rejets.csv", garde("lot", "exporter"), (c) => sendRejets(site, c))
    .post("/t/:epci/donnees/lots/:id/publier", VALIDER, async (c) => {
      const { confirme } = await c.req.parseBody();
      return act(site, c, "publie", (id) => publishLot(c.var.base, id, { confirme: confirme === "oui" }));
    })
    .post("/t/:epci/donnees/lots/:id/annuler", VALIDER, (c) => act(site, c, "annule", (id) => undoLot(c.var.base, id)))
    .post("/t/:epci/donnees/lots/:id/abandonner", garde("lot", "creer"), (c) =>
      act(site, c, "abandonne", (id) => abandonLot(c.var.base, id)),
    );
}

/** A refused act comes back on the page of the lot, with its reason above what there is to do. */
async function act(site: Site, c: Context<Env>, fait: string, run: (lot: number) => Promise<Lot>): Promise<Response> {
  const lot = await findLot(c);
  try {
    await run(lot.id);
  } catch (error) {
    if (!(error instanceof Refus)) throw error;
    return showLot(site, c, error);
  }
  return c.redirect(hrefTerritoire(lot.epci, `donnees/lots/${lot.id}`, { fait }), 303);
}

/** A lot of another territory does not exist here. */
async function findLot(c: Context<Env>): Promise<Lot> {
  const id = parseInput(z.coerce.number().int().positive(), c.req.param("id"));
  const lot = await c.var.base.lots.find(id);
  if (!lot || lot.epci !== c.req.param("epci")) {
    throw new Refus("lot-inconnu", `Le lot ${id} n’existe pas. Choisissez un lot de la liste.`, { lot: id });
  }
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
  const annonce = ANNONCES[c.req.query("fait") ?? ""] ?? null;
  return c.html(renderLotsPage({ cadre, lots: list, actes, aLocaliser, dehors: dehors.length, annonce }));
}

async function showLot(site: Site, c: Context<Env>, refus: Refus | null): Promise<Response> {
  const { cadre } = await openCadre(site, c);
  const found = await findLot(c);
  const { lot, anomalies, bauxComptes } = await lotReport(c.var.base, found.id);
  const effet = lot.statut === "pret" && cadre.droits.publier ? await previewLot(c.var.base, lot.id) : null;
  const avancement = site.depots.avancement(lot.id);
  const annonce = ANNONCES[c.req.query("fait") ?? ""] ?? null;
  const erreur = refus?.message ?? null;
  const page = renderLotPage({ cadre, lot, anomalies, bauxComptes, effet, avancement, annonce, erreur });
  return c.html(page, refus ? statusOf(refus.code) : 200);
}

/** Original bytes: the charset is the file's own. */
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
