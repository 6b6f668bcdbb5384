import type { Context } from "hono";
import { renderDocumentPdf } from "#socle/documents/rendre.ts";
import { conflit, Refus } from "#socle/regles/shared/refus.ts";
import { garde } from "#socle/routes/acces/garde.ts";
import { brut } from "#socle/routes/champs.ts";
import type { Env } from "#socle/routes/deps.ts";
import { defineActe, type EtatPage, erreurOf, pageActes, Suite } from "#socle/routes/page-actes.ts";
import { readPartie } from "#socle/routes/serveur/input.ts";
import { Routes } from "#socle/routes/serveur/routes.ts";
import { sendDocument } from "#socle/routes/serveur/send-document.ts";
import { openCadre, type Site } from "#socle/routes/site.ts";
import { closeCategorie, openCategorie } from "../../actes/public-prioritaire/categorie-locale.ts";
import { composePublics, renderPublicsXlsx } from "../../documents/publics-document.ts";
import { computePublics, type PublicsQuestion } from "../../lectures/public-prioritaire/compute-publics.ts";
import { PARTIES_PUBLICS } from "../../pages/public-prioritaire/libelles.tsx";
import {
  renderPublicsPage,
  renderPublicsSansLigne,
  renderPublicsVide,
} from "../../pages/public-prioritaire/publics-page.tsx";
import { rattachementOf } from "../bilan.routes.ts";
import { readChoix, readQuestion } from "../question.ts";

const MODIFIER = garde("objectif", "modifier", { partout: true });
const PAGE = "publics-prioritaires";

/** `/t/:epci/publics-prioritaires`, its documents, and the acts of the local list. */
export function publicsRoutes(site: Site): Routes {
  return new Routes()
    .route(
      "/",
      pageActes(site, {
        chemin: PAGE,
        droit: garde("bilan", "lire"),
        show: showPublics,
        actes: { ouverte: OUVRIR, fermee: FERMER },
      }),
    )
    .get("/t/:epci/:fichier{publics-prioritaires\\.(pdf|xlsx)}", garde("bilan", "exporter"), (c) =>
      sendPublics(site, c),
    );
}

async function askedQuestion(c: Context<Env>, action: "lire" | "exporter"): Promise<PublicsQuestion | null> {
  const { annee, bailleur } = c.req.query();
  const question = await readQuestion(c.var.base, c.req.param("epci") ?? "", { annee, bailleur }, action);
  return question && { epci: question.epci, annee: question.periode.annee, bailleur: question.bailleur };
}

async function showPublics(site: Site, c: Context<Env>, etat: EtatPage): Promise<string> {
  const { epci, cadre } = await openCadre(site, c);
  const { base } = c.var;
  const rattachement = rattachementOf(c.var.acteur, epci);
  if (rattachement !== null && (await base.cubes.annees(epci)).length === 0) {
    return renderPublicsSansLigne(cadre, rattachement);
  }
  const question = await askedQuestion(c, "lire");
  const erreur = erreurOf(etat);
  if (!question && erreur !== null) throw conflit(etat.code ?? "", erreur);
  if (!question) return renderPublicsVide(cadre);
  const publics = await computePublics(base, question, site.deps.horloge.aujourdhui());
  const choix = await readChoix(base, epci);
  const partie = etat.acte === null ? readPartie(c.req.query(), PARTIES_PUBLICS) : "categories";
  return renderPublicsPage({ cadre, partie, publics, choix, saisie: etat.saisie, erreur, annonce: etat.annonce });
}

async function sendPublics(site: Site, c: Context<Env>): Promise<Response> {
  const { epci } = await openCadre(site, c);
  const question = await askedQuestion(c, "exporter");
  if (!question) throw new Refus("bilan-vide", "Aucune attribution n’est publiée : il n’y a encore rien à compter.");
  const publics = await computePublics(c.var.base, question, site.deps.horloge.aujourdhui());
  const nom = [PAGE, epci, question.annee, question.bailleur].filter(Boolean).join("-");
  return c.req.param("fichier")?.endsWith(".xlsx")
    ? sendDocument(c, { nom, type: "xlsx", contenu: await renderPublicsXlsx(publics) })
    : sendDocument(c, { nom, type: "pdf", contenu: await renderDocumentPdf(composePublics(publics)) });
}

const surCategories = new Suite({ parametres: { partie: "categories" } });

const OUVRIR = defineActe({
  chemin: "categories",
  droit: MODIFIER,
  annonce: "La catégorie locale est ajoutée.",
  champs: { code: brut(), libelle: brut(), depuis: brut(), acte: brut() },
  run: async ({ base, epci }, categorie) => {
    await openCategorie(base, epci, categorie);
    return surCategories;
  },
});

const FERMER = defineActe({
  chemin: "categories/:id{[0-9]+}/fermer",
  droit: MODIFIER,
  annonce: "La catégorie locale est fermée : elle reste celle des jours passés.",
  champs: { jusque: brut() },
  run: async ({ base, epci, numero }, { jusque }) => {
    await closeCategorie(base, epci, numero("id"), jusque);
    return surCategories;
  },
});
