import type { Context } from "hono";
import { SERVICES } from "#socle/documents/a-propos.ts";
import { peut } from "#socle/regles/habilitation/peut.ts";
import { garde } from "#socle/routes/acces/garde.ts";
import { choix, jour, relu, texte } from "#socle/routes/champs.ts";
import { listCommunes } from "#socle/routes/communes.ts";
import type { Env } from "#socle/routes/deps.ts";
import { lieuClasseur } from "#socle/routes/lieu-classeur.ts";
import { defineActe, type EtatPage, pageActes } from "#socle/routes/page-actes.ts";
import { Routes } from "#socle/routes/serveur/routes.ts";
import { sendDocument } from "#socle/routes/serveur/send-document.ts";
import { openCadre, type Site } from "#socle/routes/site.ts";
import { direZoneExamen, reprendreBaux } from "../../actes/examen-occupation/examiner-occupation.ts";
import { renderExamensCsv, renderExamensXlsx } from "../../documents/examens-occupation.ts";
import { bailleurOf, lit, readComptes, readExamens } from "../../lectures/examen-occupation/read-examens.ts";
import { CHEMIN_EXAMENS } from "../../pages/examen-occupation/chemins.ts";
import { renderComptesExamensPage } from "../../pages/examen-occupation/comptes-page.tsx";
import { renderExamensPage } from "../../pages/examen-occupation/examens-page.tsx";
import { ETATS_EXAMEN } from "../../regles/examen-occupation/examen-occupation.ts";
import { avisRoutes } from "./avis.routes.ts";
import { bailSuiviRoutes, SUIVRE } from "./bail-suivi.routes.ts";

/** Maximum lines of the page; the files have them all. */
const LIMITE = 200;

const CREER = garde("examen-occupation", "creer");

const REPRENDRE = defineActe({
  chemin: "reprise",
  droit: CREER,
  annonce: "Les baux de RPLS sont repris, au mois près.",
  champs: {},
  run: ({ base, epci }) => reprendreBaux(base, epci),
});

const DIRE_ZONE = defineActe({
  chemin: "zone",
  droit: garde("perimetre", "creer"),
  annonce: "La zone du territoire est enregistrée.",
  champs: {
    applicable: choix("Zone", ["oui", "non", "inconnu"]),
    depuis: jour("Depuis le"),
    source: texte("Texte"),
    relu: relu(),
  },
  run: ({ base, epci }, zone) => direZoneExamen(base, { epci, ...zone }),
});

/** `/t/:epci/examens-occupation`: the leases that a bailleur follows; their counts for a reader of sums. */
export function examenOccupationRoutes(site: Site): Routes {
  const page = `/t/:epci/${CHEMIN_EXAMENS}`;
  return new Routes()
    .get(`${page}/baux.xlsx`, garde("examen-occupation", "exporter"), (c) => sendListe(site, c, "xlsx"))
    .get(`${page}/baux.csv`, garde("examen-occupation", "exporter"), (c) => sendListe(site, c, "csv"))
    .route(
      "/",
      pageActes(site, {
        chemin: CHEMIN_EXAMENS,
        droit: garde("examen-occupation", "lire"),
        show: showExamens,
        actes: { suivi: SUIVRE, repris: REPRENDRE, zone: DIRE_ZONE },
      }),
    )
    .route("/", bailSuiviRoutes(site))
    .route("/", avisRoutes(site));
}

async function showExamens(site: Site, c: Context<Env>, etat: EtatPage): Promise<string> {
  const { epci, cadre } = await openCadre(site, c);
  const { base, acteur } = c.var;
  const question = { epci, aujourdhui: site.deps.horloge.aujourdhui() };
  const commun = { cadre, epci, formulaire: etat, annonce: etat.annonce };
  if (!lit(base, epci)) {
    const dire = peut(acteur, "perimetre", "creer", epci);
    return renderComptesExamensPage({ ...commun, lus: await readComptes(base, question), dire });
  }
  return renderExamensPage({
    ...commun,
    lus: await readExamens(base, question),
    etat: ETATS_EXAMEN.find((code) => code === c.req.query("etat")) ?? null,
    limite: LIMITE,
    communes: await listCommunes(base, epci),
    ecrire: bailleurOf(base, epci) !== null,
    exporter: peut(acteur, "examen-occupation", "exporter", epci),
  });
}

async function sendListe(site: Site, c: Context<Env>, type: "xlsx" | "csv"): Promise<Response> {
  const { epci, cadre } = await openCadre(site, c);
  const { base } = c.var;
  const lus = await readExamens(base, { epci, aujourdhui: site.deps.horloge.aujourdhui() });
  const objet = `examens-occupation.${type}`;
  await base.journal.ecrire({ acte: "document-exporte", ressource: "examen-occupation", epci, objet });
  const contenu =
    type === "xlsx" ? await renderExamensXlsx(lus, lieuClasseur(site, cadre, SERVICES)) : renderExamensCsv(lus);
  return sendDocument(c, { nom: `examens-occupation-${epci}`, type, contenu });
}
