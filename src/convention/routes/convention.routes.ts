import type { Context } from "hono";
import { z } from "zod";
import { readConvention } from "#bilan/lectures/convention/read-convention.ts";
import { prepareAvenant } from "#engagements/actes/convention/prepare-avenant.ts";
import { compareEngagements } from "#engagements/lectures/convention/table-objectifs.ts";
import { garde } from "#socle/routes/acces/garde.ts";
import { brut, coche, compte } from "#socle/routes/champs.ts";
import type { Env } from "#socle/routes/deps.ts";
import { defineActe, type EtatPage, erreurOf, pageActes, Suite } from "#socle/routes/page-actes.ts";
import { ouRien, parseInput } from "#socle/routes/serveur/input.ts";
import { Routes } from "#socle/routes/serveur/routes.ts";
import { openCadre, type Site } from "#socle/routes/site.ts";
import { prepareConvention } from "../actes/prepare-convention.ts";
import { renderAvenantsPage } from "../pages/avenants-page.tsx";
import { renderConventionPage, renderConventionVide } from "../pages/convention-page.tsx";
import { renderPreparerPage } from "../pages/preparer-page.tsx";
import { ENREGISTRER_ACCORD, sendActe } from "./convention-accord.ts";
import { sendConvention } from "./convention-documents.ts";
import { mayWrite, readToday, replayFor, VERSION, versionProps } from "./convention-lecture.ts";
import { ECRIRE_OBJECTIFS, objectifsRoutes } from "./convention-objectifs.ts";
import { applicationChoisie } from "./convention-saisie.ts";
import { territorialisesRoutes } from "./convention-territorialises.ts";
import {
  ABANDONNER,
  AJOUTER_SIGNATAIRE,
  CHOISIR_APPLICATION,
  ENREGISTRER_ETAPE,
  REPRENDRE,
  RETIRER_SIGNATAIRE,
  SIGNER,
  showVersion,
} from "./convention-versions.ts";

const LIRE = garde("objectif", "lire");
const PREPARER = garde("objectif", "creer", { partout: true });

/** `/t/:epci/convention` and `/t/:epci/avenants`: the version in force, all the versions, and the acts that change them. */
export function conventionRoutes(site: Site): Routes {
  const annonces = { abandon: ABANDONNER.annonce };
  return new Routes()
    .route("/", pageActes(site, { chemin: "convention", droit: LIRE, show: showConvention, actes: {}, annonces }))
    .get("/t/:epci/:fichier{convention\\.(pdf|xlsx)}", LIRE, (c) => sendConvention(site, c, readJour(site, c)))
    .route(
      "/",
      pageActes(site, {
        chemin: "convention/preparer",
        droit: PREPARER,
        show: showPreparer,
        actes: { cree: PREPARER_CONVENTION },
      }),
    )
    .route(
      "/",
      pageActes(site, {
        chemin: "avenants",
        droit: LIRE,
        show: showAvenants,
        actes: { cree: PREPARER_AVENANT },
        annonces,
      }),
    )
    .route("/", versionRoutes(site))
    .get(`/t/:epci/${VERSION}/acte`, LIRE, (c) => sendActe(c))
    .route("/", objectifsRoutes(site))
    .route("/", territorialisesRoutes(site));
}

function versionRoutes(site: Site): Routes {
  return pageActes(site, {
    chemin: VERSION,
    droit: LIRE,
    show: showVersion,
    actes: {
      etape: ENREGISTRER_ETAPE,
      accord: ENREGISTRER_ACCORD,
      signataire: AJOUTER_SIGNATAIRE,
      "signataire-retire": RETIRER_SIGNATAIRE,
      signature: SIGNER,
      application: CHOISIR_APPLICATION,
      reprise: REPRENDRE,
      abandon: ABANDONNER,
    },
    annonces: { cree: PREPARER_CONVENTION.annonce, objectifs: ECRIRE_OBJECTIFS.annonce },
    dits: ["etape-reservee-etat", "signature-d-un-autre", "signataire-inconnu", "droit-absent"],
  });
}

const jourSchema = z.object({ jour: ouRien(z.iso.date()) });

/** ISO day asked, else today. Throws `saisie-invalide`. */
function readJour(site: Site, c: Context<Env>): string {
  return parseInput(jourSchema, c.req.query()).jour ?? site.deps.horloge.aujourdhui();
}

async function showConvention(site: Site, c: Context<Env>, etat: EtatPage): Promise<string> {
  const { epci, cadre } = await openCadre(site, c);
  const jour = readJour(site, c);
  const convention = await readConvention(c.var.base, epci, jour);
  if (convention.enVigueur !== null) {
    return renderConventionPage(await versionProps(site, c, convention, convention.enVigueur, etat));
  }
  const aujourdhui = site.deps.horloge.aujourdhui();
  const ecrire = mayWrite(c.var.acteur, epci);
  const { versions } = convention;
  return renderConventionVide({ cadre, jour, aujourdhui, versions, ecrire, annonce: etat.annonce });
}

async function showPreparer(site: Site, c: Context<Env>, etat: EtatPage): Promise<string> {
  const { cadre } = await openCadre(site, c);
  const vide = { reprise: [c.req.query("reprise") ?? ""], duree: ["3"] };
  return renderPreparerPage({ cadre, saisie: etat.acte === null ? vide : etat.saisie, erreur: erreurOf(etat) });
}

const PREPARER_CONVENTION = defineActe({
  chemin: "",
  droit: PREPARER,
  annonce: "Le projet est créé. Écrivez ses objectifs, ses signataires et ses étapes.",
  champs: {
    titre: brut(),
    objet: brut(),
    reprise: coche(),
    duree: compte("Années entre deux révisions", { chiffres: 2, ecrire: "écrivez un nombre entier, par exemple 3" }),
  },
  run: async (lieu, { duree: dureeAns, ...version }) => {
    const { numero } = await prepareConvention(lieu, { epci: lieu.epci, ...version, dureeAns });
    return new Suite({ chemin: `convention/versions/${numero}` });
  },
});

async function showAvenants(site: Site, c: Context<Env>, etat: EtatPage): Promise<string> {
  const { epci, cadre } = await openCadre(site, c);
  const convention = await readToday(site, c, epci);
  const decisions = await site.decisionsDeVersions(c.var.base, epci);
  const avenants = [];
  for (const lue of convention.versions.filter(({ parent }) => parent !== null)) {
    const parent = convention.versions.find(({ numero }) => numero === lue.parentNumero);
    const changements = compareEngagements(parent?.engagements ?? [], lue.engagements, convention.noms);
    avenants.push({ lue, changements, rejeu: await replayFor(site, c, epci, lue), decision: decisions.get(lue.id) });
  }
  return renderAvenantsPage({
    cadre,
    convention,
    avenants,
    saisie: etat.saisie,
    ecrire: mayWrite(c.var.acteur, epci),
    annonce: etat.annonce,
    erreur: erreurOf(etat),
  });
}

const PREPARER_AVENANT = defineActe({
  chemin: "",
  droit: PREPARER,
  annonce: PREPARER_CONVENTION.annonce,
  champs: { titre: brut(), objet: brut(), application: applicationChoisie() },
  run: async (lieu, avenant) => {
    const { numero } = await prepareAvenant(lieu, { epci: lieu.epci, ...avenant });
    return new Suite({ chemin: `convention/versions/${numero}` });
  },
});
