import type { Context } from "hono";
import { renderDocumentPdf } from "#socle/documents/rendre.ts";
import { isMember, peutPartout } from "#socle/regles/habilitation/peut.ts";
import { garde } from "#socle/routes/acces/garde.ts";
import {
  anneeOuVide,
  brut,
  choix,
  coche,
  jourPasse,
  montantOuVide,
  numeroCache,
  texte,
  texteOuVide,
} from "#socle/routes/champs.ts";
import type { Env } from "#socle/routes/deps.ts";
import { readNumero } from "#socle/routes/gouvernance/saisie-refusee.ts";
import { defineActe, type EtatPage, type Lieu, pageActes, Suite } from "#socle/routes/page-actes.ts";
import { Routes } from "#socle/routes/serveur/routes.ts";
import { writeNombre, writeTexte } from "#socle/routes/serveur/saisie.ts";
import { sendDocument } from "#socle/routes/serveur/send-document.ts";
import { openCadre, type Site } from "#socle/routes/site.ts";
import {
  abandonnerPpgdid,
  ajouterConvention,
  checkProjet,
  ecrireRubrique,
  enregistrerActe,
  fixerAccueil,
  pickRubrique,
  preparerPpgdid,
  RUBRIQUE_MAX,
  signerConvention,
} from "../../actes/ppgdid/ecrire-ppgdid.ts";
import { composePpgdid } from "../../documents/ppgdid-document.ts";
import { readDocuments } from "../../lectures/ppgdid/documents.ts";
import { currentPlan, type PlanLu, type Ppgdid, pickPlan, readPpgdid } from "../../lectures/ppgdid/ppgdid.ts";
import { renderDocumentsPage } from "../../pages/ppgdid/documents-page.tsx";
import { CHEMIN_DOCUMENTS, CHEMIN_PPGDID, cheminPlan, renderPpgdidPage } from "../../pages/ppgdid/ppgdid-page.tsx";
import { renderRubriquePage } from "../../pages/ppgdid/rubrique-page.tsx";
import { NATURES_ACTE_PPGDID } from "../../regles/ppgdid/acte.ts";
import { NATURES_CONVENTION_PPGDID } from "../../regles/ppgdid/plan.ts";
import { checkConfirme } from "../convention-versions.ts";

const LIRE = garde("objectif", "lire");
const MODIFIER = garde("objectif", "modifier", { partout: true });

const PLAN = `${CHEMIN_PPGDID}/:numero{[0-9]+}`;

/** `/t/:epci/ppgdid`: the plan partenarial, its acts and its conventions; `/t/:epci/documents`: the tree of documents. */
export function ppgdidRoutes(site: Site): Routes {
  return new Routes()
    .route(
      "/",
      pageActes(site, {
        chemin: CHEMIN_PPGDID,
        droit: LIRE,
        show: showPlan,
        actes: { prepare: PREPARER },
        annonces: { abandonne: ABANDONNER.annonce },
      }),
    )
    .route(
      "/",
      pageActes(site, {
        chemin: PLAN,
        droit: LIRE,
        show: showPlan,
        actes: {
          accueil: FIXER_ACCUEIL,
          acte: ENREGISTRER,
          convention: AJOUTER_CONVENTION,
          signature: SIGNER,
          abandonne: ABANDONNER,
        },
        annonces: { prepare: PREPARER.annonce, rubrique: ECRIRE_RUBRIQUE.annonce },
      }),
    )
    .get(`/t/:epci/${PLAN}/document.pdf`, LIRE, (c) => sendPlan(site, c))
    .route(
      "/",
      pageActes(site, {
        chemin: `${PLAN}/rubriques/:rang{[0-9]+}`,
        droit: MODIFIER,
        show: showRubrique,
        actes: { rubrique: ECRIRE_RUBRIQUE },
      }),
    )
    .get(`/t/:epci/${CHEMIN_DOCUMENTS}`, LIRE, (c) => showDocuments(site, c));
}

/** The plan of the address; without one, the plan in force, else the latest prepared. */
function choosePlan(ppgdid: Ppgdid, c: Context<Env>): PlanLu | null {
  if (c.req.param("numero") !== undefined) return pickPlan(ppgdid.plans, readNumero(c, "numero"));
  return currentPlan(ppgdid.plans);
}

async function showPlan(site: Site, c: Context<Env>, etat: EtatPage): Promise<string> {
  const { epci, cadre } = await openCadre(site, c);
  const ppgdid = await readPpgdid(c.var.base, epci, site.deps.horloge.aujourdhui());
  const plan = choosePlan(ppgdid, c);
  return renderPpgdidPage({
    cadre,
    ppgdid,
    plan,
    ecrire: peutPartout(c.var.acteur, "objectif", "modifier", epci),
    saisie: {
      jours: writeNombre(plan?.accueilJours ?? null),
      organisme: writeTexte(plan?.accueilOrganisme ?? null),
      ...etat.saisie,
    },
    refus: etat.refus,
    annonce: etat.annonce,
  });
}

const PREPARER = defineActe({
  chemin: "",
  droit: garde("objectif", "creer", { partout: true }),
  annonce: "Le projet est créé : écrivez ses rubriques.",
  champs: { titre_plan: brut() },
  run: async (lieu, { titre_plan: titre }) =>
    new Suite({ chemin: cheminPlan(await preparerPpgdid(lieu, { epci: lieu.epci, titre })) }),
});

const FIXER_ACCUEIL = defineActe({
  chemin: "accueil",
  droit: MODIFIER,
  annonce: "Le premier accueil est enregistré.",
  champs: { jours: montantOuVide("Délai maximal"), organisme: texteOuVide() },
  run: (lieu, { jours, organisme }) => fixerAccueil(lieu, { ...viseOf(lieu), jours, organisme: organisme ?? "" }),
});

const ENREGISTRER = defineActe({
  chemin: "actes",
  droit: MODIFIER,
  annonce: "L’acte est enregistré.",
  champs: ({ aujourdhui }) => ({
    nature: choix("Acte", NATURES_ACTE_PPGDID),
    date: jourPasse("Date", aujourdhui),
    acte: texte("Référence"),
    annee: anneeOuVide("Année du bilan"),
  }),
  // `annee` is read for a yearly bilan alone; another act ignores it.
  run: (lieu, { annee, ...acte }) =>
    enregistrerActe(lieu, {
      ...viseOf(lieu),
      acte: { ...acte, annee: acte.nature === "bilan-annuel" ? annee : null },
    }),
});

const AJOUTER_CONVENTION = defineActe({
  chemin: "conventions",
  droit: MODIFIER,
  annonce: "La convention est ajoutée.",
  champs: {
    nature_convention: choix("Nature", NATURES_CONVENTION_PPGDID),
    titre: texte("Titre"),
    arrete: texteOuVide(),
    signataires: texteOuVide(),
  },
  run: (lieu, { nature_convention: nature, signataires, ...convention }) => {
    const lignes = (signataires ?? "").split("\n").map((ligne) => ligne.trim());
    return ajouterConvention(lieu, {
      ...viseOf(lieu),
      convention: { ...convention, nature, signataires: lignes.filter((ligne) => ligne !== "") },
    });
  },
});

const SIGNER = defineActe({
  chemin: "signatures",
  droit: MODIFIER,
  annonce: "La signature est enregistrée.",
  champs: ({ aujourdhui }) => ({ le: jourPasse("Signature", aujourdhui), signataire: numeroCache() }),
  run: (lieu, signature) => signerConvention(lieu, { ...viseOf(lieu), ...signature }),
});

const ABANDONNER = defineActe({
  chemin: "abandonner",
  droit: MODIFIER,
  annonce: "Le projet est abandonné.",
  champs: { confirme: coche() },
  run: async (lieu, { confirme }) => {
    checkConfirme(confirme, "Cochez la case pour abandonner ce projet : rien n’a été effacé.");
    await abandonnerPpgdid(lieu, viseOf(lieu));
    return new Suite({ chemin: CHEMIN_PPGDID });
  },
});

function viseOf({ epci, numero }: Lieu) {
  return { epci, numero: numero("numero") };
}

/** Throws `ppgdid-inconnu`, `rubrique-inconnue`, `ppgdid-adopte`. */
async function findRubrique(site: Site, c: Context<Env>, epci: string) {
  const ppgdid = await readPpgdid(c.var.base, epci, site.deps.horloge.aujourdhui());
  const plan = pickPlan(ppgdid.plans, readNumero(c, "numero"));
  const rubrique = pickRubrique(ppgdid.contenu, readNumero(c, "rang"));
  checkProjet(plan);
  return { ppgdid, plan, rubrique };
}

async function showRubrique(site: Site, c: Context<Env>, etat: EtatPage): Promise<string> {
  const { epci, cadre } = await openCadre(site, c);
  const { ppgdid, plan, rubrique } = await findRubrique(site, c, epci);
  const own = plan.rubriques.find(({ numero }) => numero === rubrique.numero);
  const written = { texte: writeTexte(own?.texte ?? null), non_decidee: own?.nonDecidee ? ["oui"] : [] };
  return renderRubriquePage({
    cadre,
    ppgdid,
    plan,
    rubrique,
    limite: RUBRIQUE_MAX,
    saisie: etat.acte === null ? written : etat.saisie,
    refus: etat.refus,
  });
}

const ECRIRE_RUBRIQUE = defineActe({
  chemin: "",
  droit: MODIFIER,
  annonce: "La rubrique est enregistrée.",
  champs: { texte: texteOuVide(RUBRIQUE_MAX), non_decidee: coche() },
  run: async (lieu, { texte, non_decidee: nonDecidee }) => {
    const vise = viseOf(lieu);
    await ecrireRubrique(lieu, { ...vise, rubrique: { numero: lieu.numero("rang"), texte: texte ?? "", nonDecidee } });
    return new Suite({ chemin: cheminPlan(vise.numero), ancre: "rubriques" });
  },
});

/** Sends the same object as the page shows. An adopted plan is public: the reading by a visitor without membership is not written in the journal. */
async function sendPlan(site: Site, c: Context<Env>): Promise<Response> {
  const { epci } = await openCadre(site, c);
  const ppgdid = await readPpgdid(c.var.base, epci, site.deps.horloge.aujourdhui());
  const plan = pickPlan(ppgdid.plans, readNumero(c, "numero"));
  const contenu = await renderDocumentPdf(composePpgdid(ppgdid, plan));
  if (isMember(c.var.acteur, epci)) {
    const objet = `ppgdid.pdf:${plan.numero}`;
    await c.var.base.journal.ecrire({ acte: "document-exporte", ressource: "objectif", epci, objet });
  }
  return sendDocument(c, { nom: `ppgdid-${epci}-${plan.numero}`, type: "pdf", contenu });
}

async function showDocuments(site: Site, c: Context<Env>): Promise<Response> {
  const { epci, cadre } = await openCadre(site, c);
  const documents = await readDocuments(c.var.base, epci, site.deps.horloge.aujourdhui());
  return c.html(renderDocumentsPage({ cadre, epci, documents }));
}
