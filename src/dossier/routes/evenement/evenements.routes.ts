import type { Context } from "hono";
import { PARTENAIRES } from "#socle/documents/a-propos.ts";
import { garde } from "#socle/routes/acces/garde.ts";
import type { Env } from "#socle/routes/deps.ts";
import { lieuClasseur } from "#socle/routes/lieu-classeur.ts";
import { Routes } from "#socle/routes/serveur/routes.ts";
import { sendDocument } from "#socle/routes/serveur/send-document.ts";
import { openCadre, type Site } from "#socle/routes/site.ts";
import { renderComptesEvenementsCsv, renderComptesEvenementsXlsx } from "../../documents/evenements-comptes.ts";
import { compterEvenements } from "../../lectures/evenement/compter-evenements.ts";
import { CHEMIN_EVENEMENTS, renderComptesEvenementsPage } from "../../pages/evenement/comptes-page.tsx";

/** The EPCI may count events without opening a file. */
const COMPTER = garde("prospect", "exporter", { partout: true });

/** `/t/:epci/demandes/evenements`: counts of events by month, organisation and kind. */
export function comptesEvenementsRoutes(site: Site): Routes {
  return new Routes()
    .get(`/t/:epci/${CHEMIN_EVENEMENTS}`, COMPTER, (c) => showComptes(site, c))
    .get("/t/:epci/demandes/:fichier{evenements\\.(csv|xlsx)}", COMPTER, (c) => send(site, c));
}

async function showComptes(site: Site, c: Context<Env>): Promise<Response> {
  const { epci, cadre } = await openCadre(site, c);
  const comptes = await compterEvenements(c.var.base, epci, site.deps.horloge.aujourdhui());
  const mois = comptes.mois.find((one) => one === c.req.query("mois")) ?? comptes.mois[0] ?? null;
  return c.html(renderComptesEvenementsPage({ cadre, comptes, mois }));
}

async function send(site: Site, c: Context<Env>): Promise<Response> {
  const { epci, cadre } = await openCadre(site, c);
  const comptes = await compterEvenements(c.var.base, epci, site.deps.horloge.aujourdhui());
  const type = c.req.param("fichier")?.endsWith("xlsx") ? "xlsx" : "csv";
  const contenu =
    type === "xlsx"
      ? await renderComptesEvenementsXlsx(comptes, lieuClasseur(site, cadre, PARTENAIRES))
      : renderComptesEvenementsCsv(comptes);
  const objet = `evenements.${type}:${comptes.lignes.length}`;
  await c.var.base.journal.ecrire({ acte: "document-exporte", ressource: "prospect", epci, objet });
  return sendDocument(c, { nom: `evenements-${epci}`, type, contenu });
}
