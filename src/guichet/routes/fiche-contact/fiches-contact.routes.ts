import type { Context } from "hono";
import { PARTENAIRES } from "#socle/documents/a-propos.ts";
import { garde } from "#socle/routes/acces/garde.ts";
import type { Env } from "#socle/routes/deps.ts";
import { lieuClasseur } from "#socle/routes/lieu-classeur.ts";
import { defineActe, type EtatPage, erreurOf, pageActes } from "#socle/routes/page-actes.ts";
import { Routes } from "#socle/routes/serveur/routes.ts";
import { sendDocument } from "#socle/routes/serveur/send-document.ts";
import { openCadre, type Site } from "#socle/routes/site.ts";
import { accuserFiche } from "../../actes/fiche-contact/suivre-fiche.ts";
import {
  ligneOfFiche,
  renderComptesFichesCsv,
  renderComptesFichesXlsx,
  renderFichePdf,
} from "../../documents/fiche-contact.ts";
import { compterFiches, readFiche, readFiches } from "../../lectures/fiche-contact/read-fiches.ts";
import { CHEMIN_COMPTES_FICHES, CHEMIN_FICHES } from "../../pages/fiche-contact/chemins.ts";
import { renderComptesFichesPage } from "../../pages/fiche-contact/comptes-page.tsx";
import { renderFichePage } from "../../pages/fiche-contact/fiche-page.tsx";
import { renderFichesPage } from "../../pages/fiche-contact/fiches-page.tsx";
import { ENVOYER, FICHE, formulaireRoutes, readFicheId, SUIVRE, surFiche } from "./formulaires.routes.ts";

const LIRE = garde("prospect", "lire");
const EXPORTER = garde("prospect", "exporter");

/** `/t/:epci/demandes/fiches-contact`: prospects that an organisation sends to bailleurs, or receives. */
export function fichesContactRoutes(site: Site): Routes {
  return new Routes()
    .get(`/t/:epci/${CHEMIN_FICHES}`, LIRE, (c) => showFiches(site, c))
    .get("/t/:epci/demandes/:fichier{fiches-contact\\.(csv|xlsx)}", EXPORTER, (c) => sendComptes(site, c))
    .get(`/t/:epci/${CHEMIN_COMPTES_FICHES}`, EXPORTER, (c) => showComptes(site, c))
    .route("/", formulaireRoutes(site))
    .get(`/t/:epci/${FICHE}/fiche.pdf`, LIRE, (c) => sendFiche(site, c))
    .route(
      "/",
      pageActes(site, {
        chemin: FICHE,
        droit: LIRE,
        show: showFiche,
        actes: { accusee: ACCUSER },
        annonces: { envoyee: ENVOYER.annonce, suivie: SUIVRE.annonce },
      }),
    );
}

async function showFiches(site: Site, c: Context<Env>): Promise<Response> {
  const { epci, cadre } = await openCadre(site, c);
  const lues = await readFiches(c.var.base, { epci, aujourdhui: site.deps.horloge.aujourdhui() });
  return c.html(renderFichesPage({ cadre, lues }));
}

async function openFiche(site: Site, c: Context<Env>) {
  const { epci, cadre } = await openCadre(site, c);
  const aujourdhui = site.deps.horloge.aujourdhui();
  const fiche = await readFiche(c.var.base, { epci, fiche: readFicheId(c), aujourdhui });
  return { epci, cadre, fiche };
}

async function showFiche(site: Site, c: Context<Env>, etat: EtatPage): Promise<string> {
  const { epci, cadre, fiche } = await openFiche(site, c);
  const joignables = fiche.envoyee ? await c.var.base.fichesContact.destinataires(epci) : [];
  const ouverts = new Set(fiche.suites.filter(({ issue }) => issue === null).map(({ organisation }) => organisation));
  const sansLecteur = joignables.filter(({ id, habilites }) => !habilites && ouverts.has(id)).map(({ nom }) => nom);
  const { annonce } = etat;
  const lignes = ligneOfFiche(fiche);
  return renderFichePage({ cadre, fiche, lignes, annonce, erreur: erreurOf(etat), sansLecteur });
}

async function sendFiche(site: Site, c: Context<Env>): Promise<Response> {
  const { epci, cadre, fiche } = await openFiche(site, c);
  const contenu = await renderFichePdf(fiche, cadre.territoire);
  const objet = `fiche-contact:${fiche.reference}`;
  await c.var.base.journal.ecrire({ acte: "document-exporte", ressource: "prospect", epci, objet });
  return sendDocument(c, { nom: `fiche-contact-${fiche.reference}`, type: "pdf", contenu });
}

const ACCUSER = defineActe({
  chemin: "accuser",
  droit: SUIVRE.droit,
  annonce: "La réception est accusée\u00A0: l’organisme qui l’a envoyée le voit.",
  champs: {},
  run: (lieu) => accuserFiche(lieu.base, surFiche(lieu)),
});

async function showComptes(site: Site, c: Context<Env>): Promise<Response> {
  const { epci, cadre } = await openCadre(site, c);
  const comptees = await compterFiches(c.var.base, { epci, aujourdhui: site.deps.horloge.aujourdhui() });
  return c.html(renderComptesFichesPage({ cadre, comptees }));
}

async function sendComptes(site: Site, c: Context<Env>): Promise<Response> {
  const { epci, cadre } = await openCadre(site, c);
  const comptees = await compterFiches(c.var.base, { epci, aujourdhui: site.deps.horloge.aujourdhui() });
  const type = c.req.param("fichier")?.endsWith("xlsx") ? "xlsx" : "csv";
  const contenu =
    type === "xlsx"
      ? await renderComptesFichesXlsx(comptees, lieuClasseur(site, cadre, PARTENAIRES))
      : renderComptesFichesCsv(comptees);
  const objet = `fiches-contact.${type}:${comptees.comptes.lignes.length}`;
  await c.var.base.journal.ecrire({ acte: "document-exporte", ressource: "prospect", epci, objet });
  return sendDocument(c, { nom: `fiches-contact-${epci}`, type, contenu });
}
