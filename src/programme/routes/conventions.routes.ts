import type { Context } from "hono";
import { z } from "zod";
import { renderDocumentDocx, renderDocumentPdf } from "#socle/documents/rendre.ts";
import { valeurDe } from "#socle/pages/design/formulaire.tsx";
import { peutPartout } from "#socle/regles/habilitation/peut.ts";
import { garde } from "#socle/routes/acces/garde.ts";
import { annee, brut, choix, jour, numeroCache, relu } from "#socle/routes/champs.ts";
import type { Env } from "#socle/routes/deps.ts";
import { readNumero } from "#socle/routes/gouvernance/saisie-refusee.ts";
import { defineActe, type EtatPage, erreurOf, pageActes, Suite, typedOf } from "#socle/routes/page-actes.ts";
import { parseInput } from "#socle/routes/serveur/input.ts";
import { Routes } from "#socle/routes/serveur/routes.ts";
import { sendDocument } from "#socle/routes/serveur/send-document.ts";
import { openCadre, type Site } from "#socle/routes/site.ts";
import {
  ENGAGEMENTS_MAX,
  etablirConventionObjectif,
  findConventionObjectif,
  partiesOf,
  signerConventionObjectif,
} from "../actes/etablir-convention-objectif.ts";
import { composeConventionObjectif } from "../documents/convention-objectif-document.ts";
import { computeConventionObjectif } from "../lectures/compute-convention-objectif.ts";
import { renderConventionObjectif, renderPreparerConvention } from "../pages/convention-page.tsx";
import { CHEMIN_CONVENTIONS, renderConventionsPage } from "../pages/conventions-page.tsx";
import { PARTIES_CONVENTION } from "../regles/convention-objectif.ts";

const LIRE = garde("programme", "lire");
const PREPARER = garde("programme", "creer", { partout: true });
const CONVENTION = `${CHEMIN_CONVENTIONS}/:id{[0-9]+}`;

/** `/t/:epci/programme/conventions`: prepared by the EPCI, frozen, signed by both parties (action 6). */
export function conventionsObjectifsRoutes(site: Site): Routes {
  const preparer = { chemin: `${CHEMIN_CONVENTIONS}/preparer`, droit: PREPARER, show: showPreparer };
  const convention = { chemin: CONVENTION, droit: LIRE, show: showConvention };
  return new Routes()
    .get(`/t/:epci/${CHEMIN_CONVENTIONS}`, LIRE, (c) => showConventions(site, c))
    .get(`/t/:epci/${CONVENTION}/document.pdf`, LIRE, (c) => send(c, "pdf"))
    .get(`/t/:epci/${CONVENTION}/document.docx`, LIRE, (c) => send(c, "docx"))
    .route("/", pageActes(site, { ...preparer, actes: { etablie: ETABLIR } }))
    .route("/", pageActes(site, { ...convention, actes: { signee: SIGNER }, annonces: { etablie: ETABLIR } }));
}

async function showConventions(site: Site, c: Context<Env>): Promise<Response> {
  const { epci, cadre } = await openCadre(site, c);
  const { base, acteur } = c.var;
  const etablit = peutPartout(acteur, "programme", "creer", epci);
  const page = renderConventionsPage({
    cadre,
    epci,
    conventions: await base.conventionsObjectifs.list(epci),
    preparer: etablit ? await base.operations.bailleurs(epci) : null,
    annee: Number(site.deps.horloge.aujourdhui().slice(0, 4)),
  });
  return c.html(page);
}

const anneeSchema = z.coerce.number().int().min(2000).max(2100);
const demandeSchema = z.object({
  bailleur: z.coerce.number().int().positive().max(Number.MAX_SAFE_INTEGER),
  debut: anneeSchema,
  fin: anneeSchema,
});

/** The period and the bailleur come from the URL: their refusal cannot be shown beside the form. */
async function showPreparer(site: Site, c: Context<Env>, etat: EtatPage): Promise<string> {
  const { epci, cadre } = await openCadre(site, c);
  const demande = parseInput(demandeSchema, typedOf(etat) ?? c.req.query());
  const contenu = await computeConventionObjectif(c.var.base, {
    epci,
    organisation: demande.bailleur,
    anneeDebut: demande.debut,
    anneeFin: demande.fin,
    engagements: [],
    aujourdhui: site.deps.horloge.aujourdhui(),
  });
  return renderPreparerConvention({
    cadre,
    epci,
    contenu,
    limite: ENGAGEMENTS_MAX,
    saisie: etat.acte === null ? { engagements: [c.req.query("engagements") ?? ""] } : etat.saisie,
    refus: etat.refus,
    aRelire: etat.code === "programme-a-relire",
  });
}

const ETABLIR = defineActe({
  chemin: `/${CHEMIN_CONVENTIONS}`,
  droit: PREPARER,
  annonce: "La convention est établie. Il reste à la faire signer.",
  champs: {
    bailleur: numeroCache(),
    debut: annee("Première année"),
    fin: annee("Dernière année"),
    engagements: brut(),
    relu: relu(),
  },
  run: async ({ base, epci, aujourdhui }, { bailleur: organisation, debut: anneeDebut, fin: anneeFin, ...lu }) => {
    const demande = { epci, organisation, anneeDebut, anneeFin, ...lu, aujourdhui };
    return new Suite({ chemin: `${CHEMIN_CONVENTIONS}/${await etablirConventionObjectif(base, demande)}` });
  },
});

async function showConvention(site: Site, c: Context<Env>, etat: EtatPage): Promise<string> {
  const { epci, cadre } = await openCadre(site, c);
  const { contenu, ...etablie } = await findConventionObjectif(c.var.base, epci, readNumero(c, "id"));
  const ouvertes = partiesOf(c.var.base, epci, etablie.bailleur.organisation);
  return renderConventionObjectif({
    cadre,
    epci,
    contenu,
    etablie,
    saisie: { partie: valeurDe(etat.saisie, "partie"), le: valeurDe(etat.saisie, "le") },
    parties: ouvertes.filter((partie) => etablie.signatures[partie] === null),
    aujourdhui: site.deps.horloge.aujourdhui(),
    annonce: etat.annonce,
    erreur: erreurOf(etat),
  });
}

const SIGNER = defineActe({
  chemin: "signatures",
  droit: garde("programme", "creer"),
  annonce: "La signature est enregistrée.",
  champs: { partie: choix("Partie", PARTIES_CONVENTION), le: jour("Signée le") },
  run: ({ base, epci, aujourdhui, numero }, signature) =>
    signerConventionObjectif(base, { epci, id: numero("id"), ...signature, aujourdhui }),
});

async function send(c: Context<Env>, type: "pdf" | "docx"): Promise<Response> {
  const epci = c.req.param("epci") ?? "";
  const { base } = c.var;
  const { contenu, ...etablie } = await findConventionObjectif(base, epci, readNumero(c, "id"));
  const document = composeConventionObjectif(contenu, etablie);
  const bytes = type === "pdf" ? await renderDocumentPdf(document) : await renderDocumentDocx(document);
  const objet = `convention-objectif.${type}:${etablie.id}`;
  await base.journal.ecrire({ acte: "document-exporte", ressource: "programme", epci, objet });
  const nom = `convention-objectifs-${epci}-${etablie.bailleur.organisation}-${etablie.numero}`;
  return sendDocument(c, { nom, type, contenu: bytes });
}
