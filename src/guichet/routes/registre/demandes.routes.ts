import type { Context } from "hono";
import { guichetsOf } from "#dossier/lectures/registre/guichets.ts";
import { CHEMIN_CHERCHER, CHEMIN_DEMANDES, CHEMIN_EXPORTER } from "#dossier/pages/registre/chemins.ts";
import { comptesEvenementsRoutes } from "#dossier/routes/evenement/evenements.routes.ts";
import { MOTIFS_EXPORT } from "#observatoire/regles/registre/registre.ts";
import { NOMINATIF, PARTENAIRES, SERVICES } from "#socle/documents/a-propos.ts";
import { type SaisieFormulaire, valeurDe } from "#socle/pages/design/formulaire.tsx";
import { peut } from "#socle/regles/habilitation/peut.ts";
import { Refus } from "#socle/regles/shared/refus.ts";
import { garde } from "#socle/routes/acces/garde.ts";
import { brut, choix } from "#socle/routes/champs.ts";
import type { Env } from "#socle/routes/deps.ts";
import { lieuClasseur } from "#socle/routes/lieu-classeur.ts";
import { defineActe, type EtatPage, erreurOf, pageActes, SANS_ACTE } from "#socle/routes/page-actes.ts";
import { Routes } from "#socle/routes/serveur/routes.ts";
import { saisieOf } from "#socle/routes/serveur/saisie.ts";
import { sendDocument } from "#socle/routes/serveur/send-document.ts";
import { openCadre, type Site } from "#socle/routes/site.ts";
import { exporterRegistre } from "../../actes/registre/exporter.ts";
import { listerRegistre } from "../../actes/registre/lister.ts";
import {
  renderDelaisCsv,
  renderDelaisXlsx,
  renderRegistreCsv,
  renderRegistreXlsx,
} from "../../documents/registre-demandes.ts";
import { lireDelais } from "../../lectures/registre/delais.ts";
import { renderDelaisPage } from "../../pages/registre/delais-page.tsx";
import { renderExporterPage } from "../../pages/registre/exporter-page.tsx";
import { renderListePage } from "../../pages/registre/liste-page.tsx";
import { ficheRoutes, PROXIMITE } from "./fiche.routes.ts";
import { nouvelleRoutes } from "./nouvelle.routes.ts";
import { type QuestionPage, readQuestion } from "./question.ts";

const LIRE = garde("demande-menage", "lire");

/** `/t/:epci/demandes`: lists, search, delays, exports; fiche.routes.ts holds the files. */
export function registreRoutes(site: Site): Routes {
  return new Routes()
    .route(
      "/",
      pageActes(
        site,
        {
          chemin: CHEMIN_DEMANDES,
          droit: LIRE,
          show: showListe,
          actes: { cherchee: CHERCHER },
          annonces: { proximite: PROXIMITE.annonce },
        },
        { chemin: CHEMIN_EXPORTER, droit: LIRE, show: showExport, actes: { exportee: EXPORTER } },
      ),
    )
    .get(`/t/:epci/${CHEMIN_DEMANDES}/:fichier{delais\\.(csv|xlsx)}`, LIRE, (c) => sendDelais(site, c))
    .route("/", comptesEvenementsRoutes(site))
    .route("/", nouvelleRoutes(site))
    .route("/", ficheRoutes(site));
}

function questionIn(c: Context<Env>, epci: string, query: Readonly<Record<string, unknown>>): QuestionPage {
  return readQuestion(query, guichetsOf(c.var.base, epci) !== null);
}

async function showListe(site: Site, c: Context<Env>, etat: EtatPage): Promise<string> {
  if (etat.acte !== null) return renderCherchee(site, c, etat);
  const { epci, cadre } = await openCadre(site, c);
  const { vue, ...filtre } = questionIn(c, epci, c.req.query());
  const { aujourdhui } = todayOf(site);
  if (vue === "delais") return renderDelaisPage({ cadre, delais: await lireDelais(c.var.base, epci, aujourdhui) });
  const liste = await listerRegistre(c.var.base, { epci, filtre, hash: site.deps.hash, aujourdhui });
  const { annonce } = etat;
  return renderListePage({ cadre, liste, creer: mayCreate(c, epci), cherche: null, refus: null, annonce });
}

async function renderCherchee(
  site: Site,
  c: Context<Env>,
  etat: EtatPage,
  trouvees: Partial<Liste> = {},
): Promise<string> {
  const { epci, cadre } = await openCadre(site, c);
  const { vue: _, ...filtre } = questionIn(c, epci, {});
  const nominatif = guichetsOf(c.var.base, epci) !== null;
  const vide: Liste = { epci, filtre, lignes: [], suite: null, coupee: false, communes: [], nominatif, comptes: null };
  return renderListePage({
    cadre,
    liste: { ...vide, ...trouvees },
    creer: mayCreate(c, epci),
    cherche: chercheOf(valeurDe(etat.saisie, "cherche")),
    refus: erreurOf(etat),
    annonce: null,
  });
}

type Liste = Awaited<ReturnType<typeof listerRegistre>>;

function chercheOf(ecrit: string): string {
  return ecrit.trim().slice(0, 80);
}

function mayCreate(c: Context<Env>, epci: string): boolean {
  return peut(c.var.acteur, "demande-identite", "creer", epci);
}

function todayOf({ deps: { horloge } }: Site) {
  return { aujourdhui: horloge.aujourdhui(), maintenant: horloge.maintenant() };
}

/** A name or a number must not be in a URL: the search is posted, and the answer is its page. */
const CHERCHER = defineActe({
  chemin: `/${CHEMIN_CHERCHER}`,
  droit: LIRE,
  annonce: null,
  champs: { cherche: brut() },
  run: async ({ base, epci, aujourdhui, site, c }, { cherche: ecrit }, saisie) => {
    const cherche = chercheOf(ecrit);
    if (cherche === "") throw new Refus("recherche-courte", "Écrivez ce que vous cherchez.");
    const { vue: _, ...filtre } = questionIn(c, epci, {});
    const liste = await listerRegistre(base, {
      epci,
      hash: site.deps.hash,
      aujourdhui,
      filtre: { ...filtre, cherche },
    });
    return c.html(await renderCherchee(site, c, { ...SANS_ACTE, saisie }, liste));
  },
});

async function sendDelais(site: Site, c: Context<Env>): Promise<Response> {
  const { epci, cadre } = await openCadre(site, c);
  const delais = await lireDelais(c.var.base, epci, todayOf(site).aujourdhui);
  const type = c.req.param("fichier")?.endsWith("xlsx") ? "xlsx" : "csv";
  const contenu =
    type === "xlsx" ? await renderDelaisXlsx(delais, lieuClasseur(site, cadre, PARTENAIRES)) : renderDelaisCsv(delais);
  const objet = `delais-demandes.${type}`;
  await c.var.base.journal.ecrire({ acte: "document-exporte", ressource: "demande-menage", epci, objet });
  return sendDocument(c, { nom: `delais-demandes-${epci}`, type, contenu });
}

async function showExport(site: Site, c: Context<Env>, etat: EtatPage): Promise<string> {
  const { epci, cadre } = await openCadre(site, c);
  const saisie = etat.acte === null ? saisieOf(c.req.query()) : etat.saisie;
  const { onglet } = questionIn(c, epci, filtresOf(saisie));
  return renderExporterPage({
    cadre,
    epci,
    onglet,
    etat: { saisie: { noms: ["non"], format: ["xlsx"], ...saisie }, refus: etat.refus },
    nominatif: guichetsOf(c.var.base, epci) !== null,
  });
}

function filtresOf(saisie: SaisieFormulaire): Readonly<Record<string, string>> {
  return Object.fromEntries(
    ["liste", "commune", "typologie", "nature", "mois"].map((nom) => [nom, valeurDe(saisie, nom)]),
  );
}

const EXPORTER = defineActe({
  chemin: "",
  droit: LIRE,
  annonce: null,
  champs: {
    motif: choix("Pourquoi", MOTIFS_EXPORT),
    noms: choix("Contenu", ["non", "oui"]),
    format: choix("Format", ["xlsx", "csv"]),
  },
  run: async ({ base, epci, site, c }, { motif, noms, format: type }, saisie) => {
    const { vue: _, ...filtre } = questionIn(c, epci, filtresOf(saisie));
    const demande = { epci, filtre, motif, nominatif: noms === "oui", hash: site.deps.hash, ...todayOf(site) };
    const liste = await exporterRegistre(base, demande);
    const { cadre } = await openCadre(site, c);
    const lieu = lieuClasseur(site, cadre, liste.nominatif ? NOMINATIF : SERVICES);
    const contenu = type === "xlsx" ? await renderRegistreXlsx(liste, lieu) : renderRegistreCsv(liste);
    return sendDocument(c, { nom: `demandes-${epci}`, type, contenu });
  },
});
