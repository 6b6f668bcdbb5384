import type { Context } from "hono";
import { z } from "zod";
import { isMember, peut, peutPartout } from "#socle/regles/habilitation/peut.ts";
import { garde } from "#socle/routes/acces/garde.ts";
import { numeroCache, plusieursDe } from "#socle/routes/champs.ts";
import type { Env } from "#socle/routes/deps.ts";
import { readNumero } from "#socle/routes/gouvernance/saisie-refusee.ts";
import { defineActe, type EtatPage, erreurOf, pageActes, Suite } from "#socle/routes/page-actes.ts";
import { ouRien, parseInput } from "#socle/routes/serveur/input.ts";
import { Routes } from "#socle/routes/serveur/routes.ts";
import { sendDocument } from "#socle/routes/serveur/send-document.ts";
import { openCadre, type Site } from "#socle/routes/site.ts";
import { choisirResidences, listResidences } from "../actes/choisir-residences.ts";
import { findOperation } from "../actes/ecrire-operation.ts";
import { renderRegistreCsv, renderRegistreXlsx } from "../documents/registre-operations.ts";
import { computeRegistre } from "../lectures/compute-registre.ts";
import { cheminOperation } from "../pages/operation-mots.tsx";
import { renderOperationResidences } from "../pages/operation-residences-page.tsx";
import { renderOperationsPage, VUES_REGISTRE } from "../pages/operations-page.tsx";
import { ACTES_OPERATION, showOperation } from "./operation-actes.ts";
import { DEPOSEE, INSCRIRE, MODIFIER_OPERATION, showModifier, showNouvelle } from "./operation-ecriture.ts";
import { filtreSchema } from "./operation-saisie.ts";

const LIRE = garde("programme", "lire");
const CREER = garde("programme", "creer");
const MODIFIER = garde("programme", "modifier");
const OPERATION = "programme/operations/:id{[0-9]+}";

/** `/t/:epci/programme`: the register, an operation, and its acts. A visitor without membership reads what is published. */
export function operationsRoutes(site: Site): Routes {
  const operation = {
    chemin: OPERATION,
    droit: LIRE,
    show: showOperation,
    actes: ACTES_OPERATION,
    annonces: {
      inscrite: INSCRIRE,
      deposee: DEPOSEE,
      modifiee: MODIFIER_OPERATION,
      depubliee: { annonce: "L’opération n’est plus publique." },
    },
  };
  const nouvelle = { chemin: "programme/operations/nouvelle", droit: CREER, show: showNouvelle };
  const modifier = { chemin: `${OPERATION}/modifier`, droit: MODIFIER, show: showModifier };
  const residences = { chemin: `${OPERATION}/residences`, droit: MODIFIER, show: showResidences };
  return new Routes()
    .get("/t/:epci/programme", LIRE, (c) => showRegistre(site, c))
    .get("/t/:epci/:fichier{operations\\.(csv|xlsx)}", LIRE, (c) => sendRegistre(site, c))
    .route("/", pageActes(site, { ...nouvelle, actes: { inscrite: INSCRIRE } }))
    .route("/", pageActes(site, operation))
    .route("/", pageActes(site, { ...modifier, actes: { modifiee: MODIFIER_OPERATION } }))
    .route("/", pageActes(site, { ...residences, actes: { modifiee: CHOISIR } }));
}

async function readRegistre(site: Site, c: Context<Env>, epci: string) {
  const filtre = parseInput(filtreSchema, c.req.query());
  return computeRegistre(c.var.base, { epci, filtre, aujourdhui: site.deps.horloge.aujourdhui() });
}

async function showRegistre(site: Site, c: Context<Env>): Promise<Response> {
  const { epci, cadre } = await openCadre(site, c);
  const { acteur } = c.var;
  const own = peut(acteur, "programme", "creer", epci) ? "deposer" : null;
  const page = renderOperationsPage({
    cadre,
    registre: await readRegistre(site, c, epci),
    ecrire: peutPartout(acteur, "programme", "creer", epci) ? "inscrire" : own,
    annonce: null,
    vue: parseInput(z.object({ vue: ouRien(z.enum(VUES_REGISTRE)) }), c.req.query()).vue ?? "operations",
  });
  return c.html(page);
}

/** `operations.csv` is for a spreadsheet unless `format=ouvert`. */
async function sendRegistre(site: Site, c: Context<Env>): Promise<Response> {
  const { epci } = await openCadre(site, c);
  const registre = await readRegistre(site, c, epci);
  const type = c.req.param("fichier")?.endsWith("xlsx") ? "xlsx" : "csv";
  const profil = c.req.query("format") === "ouvert" ? "ouvert" : "tableur";
  const contenu = type === "xlsx" ? await renderRegistreXlsx(registre) : renderRegistreCsv(registre, profil);
  // A published register is public: the reading by a visitor without membership is not written in the journal.
  if (isMember(c.var.acteur, epci)) {
    const objet = `operations.${type}:${registre.lignes.length}`;
    await c.var.base.journal.ecrire({ acte: "document-exporte", ressource: "programme", epci, objet });
  }
  return sendDocument(c, { nom: `operations-${epci}`, type, contenu });
}

async function showResidences(site: Site, c: Context<Env>, etat: EtatPage): Promise<string> {
  const { epci, cadre } = await openCadre(site, c);
  const operation = await findOperation(c.var.base, epci, readNumero(c, "id"));
  const residences = await listResidences(c.var.base, epci, operation);
  return renderOperationResidences({ cadre, epci, operation, residences, erreur: erreurOf(etat) });
}

const CHOISIR = defineActe({
  chemin: "",
  droit: MODIFIER,
  annonce: MODIFIER_OPERATION.annonce,
  champs: { revision: numeroCache(), residences: plusieursDe(/./) },
  run: async ({ base, epci, numero }, { revision, residences: cles }) => {
    const id = numero("id");
    await choisirResidences(base, { epci, id, revision, cles });
    return new Suite({ chemin: cheminOperation(id) });
  },
});
