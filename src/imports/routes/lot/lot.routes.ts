import type { Context } from "hono";
import { formatRecu } from "#donnees/actes/lot/export-rejets.ts";
import { lotReport } from "#donnees/lectures/lot/lot-report.ts";
import { garde } from "#socle/routes/acces/garde.ts";
import { coche, plusieursDe } from "#socle/routes/champs.ts";
import type { Env } from "#socle/routes/deps.ts";
import { defineActe, type EtatPage, erreurOf, pageActes, Suite } from "#socle/routes/page-actes.ts";
import { sendAvancement } from "#socle/routes/serveur/avancement.ts";
import { Routes } from "#socle/routes/serveur/routes.ts";
import { openCadre, type Site } from "#socle/routes/site.ts";
import { abandonLot, previewLot, previewLots, publishLot, publishLots, undoLot } from "../../actes/lot/publish-lot.ts";
import { renderLotPage } from "../../pages/lot/lot-page.tsx";
import { renderLotsPage } from "../../pages/lot/lots-page.tsx";
import { renderPublierPage } from "../../pages/lot/publier-page.tsx";
import { findRelu } from "../../regles/lot/premier-bilan.ts";
import { findLot } from "./find-lot.ts";
import { REPRENDRE, rejetsRoutes } from "./rejets.routes.ts";

const LIRE = garde("lot", "lire");
/** A publication is for the whole territory: the EPCI or the State publishes a bailleur's deposit. */
const VALIDER = garde("lot", "valider", { partout: true });

/** `/t/:epci/donnees`: the lots, one lot, and its acts. */
export function lotRoutes(site: Site): Routes {
  return new Routes()
    .route(
      "/",
      pageActes(site, {
        chemin: "donnees",
        droit: LIRE,
        show: showLots,
        actes: {},
        annonces: { "tout-publie": "Les fichiers sont publiés\u00A0: les bilans en tiennent compte." },
      }),
    )
    .route(
      "/",
      pageActes(site, {
        chemin: "donnees/publier",
        droit: VALIDER,
        show: showPublier,
        actes: { "tout-publie": PUBLIER_TOUT },
      }),
    )
    .route(
      "/",
      pageActes(site, {
        chemin: "donnees/lots/:id",
        droit: LIRE,
        show: showLot,
        actes: { publie: PUBLIER, annule: ANNULER, abandonne: ABANDONNER },
        annonces: { repris: REPRENDRE },
      }),
    )
    .get("/t/:epci/donnees/lots/:id/avancement", LIRE, (c) =>
      sendAvancement(c, async () => {
        const lot = await findLot(c);
        return { statut: lot.statut, ...site.depots.avancement(lot.id) };
      }),
    )
    .route("/", rejetsRoutes(site));
}

const PUBLIER = defineActe({
  chemin: "publier",
  droit: VALIDER,
  annonce: "L’import est publié\u00A0: les bilans en tiennent compte.",
  defaire: { par: "annule", quoi: "la publication de cet import" },
  champs: { confirme: coche() },
  run: async ({ base, c }, confirmation) => publishLot(base, (await findLot(c)).id, confirmation),
});

const PUBLIER_TOUT = defineActe({
  chemin: "",
  droit: VALIDER,
  annonce: null,
  champs: { lots: plusieursDe(/^\d{1,9}$/), confirme: coche() },
  run: async ({ base, epci }, { lots, confirme }) => {
    await publishLots(base, epci, lots.map(Number), { confirme });
    return new Suite({ chemin: "donnees", fait: "tout-publie" });
  },
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

async function showPublier(site: Site, c: Context<Env>, etat: EtatPage): Promise<string> {
  const { epci, cadre } = await openCadre(site, c);
  const { base } = c.var;
  const lots = (await base.lots.list(epci)).filter(({ statut }) => statut === "pret");
  const effet = await previewLots(base, epci, lots);
  return renderPublierPage({ cadre, lots, effet, erreur: erreurOf(etat) });
}

async function showLots(site: Site, c: Context<Env>, { annonce }: EtatPage): Promise<string> {
  const { epci, cadre } = await openCadre(site, c);
  const { lots, localisations, rattachements } = c.var.base;
  const [tous, actes, adresses, dehors] = await Promise.all([
    lots.list(epci),
    lots.actes(epci),
    cadre.droits.localiser ? localisations.aLocaliser(epci) : [],
    cadre.droits.localiser ? rattachements.dehors(epci) : [],
  ]);
  const aLocaliser = adresses.reduce((total, adresse) => total + adresse.lignes, 0);
  // A refusal that the same file has since outlived says nothing any more.
  const list = tous.filter((lot) => findRelu(lot, tous) === null);
  const publie = c.req.query("fait") === "tout-publie";
  return renderLotsPage({ cadre, lots: list, actes, aLocaliser, dehors: dehors.length, annonce, publie });
}

async function showLot(site: Site, c: Context<Env>, etat: EtatPage): Promise<string> {
  const { cadre } = await openCadre(site, c);
  const found = await findLot(c);
  const { lot, anomalies, groupes, bauxComptes } = await lotReport(c.var.base, found.id);
  const effet = lot.statut === "pret" && cadre.droits.publier ? await previewLot(c.var.base, lot.id) : null;
  const avancement = site.depots.avancement(lot.id);
  const refuse = lot.statut === "refuse" || lot.statut === "interrompu";
  const relu = refuse ? findRelu(lot, await c.var.base.lots.list(lot.epci)) : null;
  const { annonce } = etat;
  const erreur = erreurOf(etat);
  return renderLotPage({
    cadre,
    lot,
    anomalies,
    groupes,
    format: formatRecu(lot),
    bauxComptes,
    effet,
    avancement,
    relu,
    publie: c.req.query("fait") === "publie",
    annonce,
    erreur,
  });
}
