import type { Context } from "hono";
import type { Numeros } from "#donnees/lectures/localisation/ports.ts";
import type { Base } from "#socle/lectures/base.ts";
import { valeurDe } from "#socle/pages/design/formulaire.tsx";
import { conflit, introuvable, Refus } from "#socle/regles/shared/refus.ts";
import { garde } from "#socle/routes/acces/garde.ts";
import { brut, choix, plusieursDe, relu, texteLibre } from "#socle/routes/champs.ts";
import type { Env } from "#socle/routes/deps.ts";
import { defineActe, type EtatPage, erreurOf, pageActes, SANS_ACTE, Suite } from "#socle/routes/page-actes.ts";
import { sendExport } from "#socle/routes/send-export.ts";
import { Routes } from "#socle/routes/serveur/routes.ts";
import { openCadre, type Site } from "#socle/routes/site.ts";
import { recordLocalisations } from "../../actes/localisation/localiser.ts";
import { renderQuestionsCsv, renderQuestionsXlsx } from "../../documents/questions.ts";
import { confronterReponses, lireReponses } from "../../lectures/localisation/confronter-reponses.ts";
import { type GroupeAdresses, grouperAdresses } from "../../lectures/localisation/grouper.ts";
import { renderGroupePage } from "../../pages/localisation/groupe-page.tsx";
import { type ApercuReponses, renderReponsesPage } from "../../pages/localisation/reponses-page.tsx";

const PAGE = "donnees/localiser";
const DROIT = garde("lot", "creer", { partout: true });

/** Under `/t/:epci/donnees/localiser`: one answer for a group of addresses, the questions for its bailleur, and the answers that come back. */
export function localiserGroupeRoutes(site: Site): Routes {
  return new Routes()
    .route(
      "/",
      pageActes(
        site,
        { chemin: `${PAGE}/groupe`, droit: DROIT, show: showGroupe, actes: { regle: REGLER } },
        {
          chemin: `${PAGE}/reponses`,
          droit: DROIT,
          show: async (of, c, etat) => showReponses(of, c, etat, etat.acte === null ? await findDepose(of, c) : null),
          actes: { apercu: APERCEVOIR, applique: APPLIQUER },
        },
      ),
    )
    .get(`/t/:epci/${PAGE}/questions.csv`, DROIT, (c) => sendQuestions(c, "csv"))
    .get(`/t/:epci/${PAGE}/questions.xlsx`, DROIT, (c) => sendQuestions(c, "xlsx"));
}

async function findGroupe(base: Base, epci: string, commune: string, bailleur: string): Promise<GroupeAdresses> {
  const groupes = grouperAdresses(await base.localisations.aLocaliser(epci));
  const groupe = groupes.find((one) => (one.commune ?? "") === commune && one.bailleur === bailleur);
  if (groupe) return groupe;
  throw introuvable(
    "groupe-inconnu",
    "Plus rien à localiser de ce bailleur dans cette commune. Revenez à « Localiser ».",
  );
}

async function showGroupe(site: Site, c: Context<Env>, etat: EtatPage): Promise<string> {
  const { epci, cadre } = await openCadre(site, c);
  const asked = (nom: string) => (etat.acte === null ? (c.req.query(nom) ?? "") : valeurDe(etat.saisie, nom));
  return renderGroupePage({
    cadre,
    groupe: await findGroupe(c.var.base, epci, asked("commune"), asked("bailleur")),
    annonce: etat.annonce,
    erreur: erreurOf(etat),
    saisie: { motif: valeurDe(etat.saisie, "motif"), aRelire: etat.code === "motif-a-relire" },
  });
}

/** Addresses that were ticked, or all of the group. */
const REGLER = defineActe({
  chemin: "",
  droit: DROIT,
  annonce: null,
  champs: {
    commune: brut(),
    bailleur: brut(),
    adresses: plusieursDe(/./),
    situation: choix("Réponse", ["qpv", "hors-qpv", "inconnue"]),
    motif: texteLibre(300),
    relu: relu(),
  },
  run: async ({ base, epci }, { commune, bailleur, adresses, situation, motif, relu }) => {
    const groupe = await findGroupe(base, epci, commune, bailleur);
    const cles = groupe.adresses.map(({ cleAdresse }) => cleAdresse);
    const choisies = adresses.length === 0 ? cles : cles.filter((cle) => adresses.includes(cle));
    if (choisies.length === 0) {
      throw conflit("adresse-inconnue", "Ces adresses ne sont plus à localiser\u00A0: rechargez la page.");
    }
    const { annulables } = await recordLocalisations(
      base,
      epci,
      choisies.map((cleAdresse) => ({ cleAdresse, situation, residence: null, identRep: null, motif, relu })),
    );
    return surFile(choisies.length, annulables);
  },
});

function surFile(nombre: number, annulables: Numeros | null): Suite {
  const annuler = annulables && `${annulables.premier}.${annulables.dernier}`;
  return new Suite({ chemin: PAGE, parametres: { nombre }, fait: "groupe", annuler });
}

async function sendQuestions(c: Context<Env>, type: "csv" | "xlsx"): Promise<Response> {
  const epci = c.req.param("epci") ?? "";
  const { adresses } = await findGroupe(c.var.base, epci, c.req.query("commune") ?? "", c.req.query("bailleur") ?? "");
  const contenu = type === "csv" ? renderQuestionsCsv(adresses) : await renderQuestionsXlsx(adresses);
  return sendExport(
    c,
    { ressource: "lot", epci, objet: "localisation:questions" },
    { nom: "questions-localisation", type, contenu },
  );
}

async function showReponses(
  site: Site,
  c: Context<Env>,
  etat: EtatPage,
  apercu: ApercuReponses | null,
): Promise<string> {
  const { epci, cadre } = await openCadre(site, c);
  const refused = etat.acte === "applique" ? valeurDe(etat.saisie, "envoi") : "";
  return renderReponsesPage({
    cadre,
    apercu: refused === "" ? apercu : await apercevoir(c.var.base, epci, valeurDe(etat.saisie, "fichier"), refused),
    annonce: etat.annonce,
    erreur: erreurOf(etat),
    aRelire: etat.code === "motif-a-relire",
  });
}

/** What the page of the deposits has recognised as answers. */
async function findDepose(site: Site, c: Context<Env>): Promise<ApercuReponses | null> {
  const [epci, id, rang] = [c.req.param("epci") ?? "", c.req.query("depot") ?? "", Number(c.req.query("rang") ?? 0)];
  const fichier = await site.depots.findFichier(c.var.acteur, epci, { id, rang });
  return fichier && apercevoir(c.var.base, epci, fichier.nom, await lireReponses(fichier));
}

async function apercevoir(base: Base, epci: string, fichier: string, envoi: string): Promise<ApercuReponses> {
  return { fichier, envoi, confrontation: await confronterReponses(base, epci, envoi) };
}

const APERCEVOIR = defineActe({
  chemin: "apercu",
  droit: DROIT,
  annonce: null,
  champs: {},
  run: async ({ site, c, base, epci, fichier }) => {
    const envoye = fichier("fichier");
    if (envoye === null || envoye.size === 0)
      throw new Refus("fichier-absent", "Choisissez le fichier rempli par le bailleur.");
    const apercu = await apercevoir(base, epci, envoye.name, await lireReponses(envoye));
    return c.html(await showReponses(site, c, SANS_ACTE, apercu));
  },
});

/** Those that may still be applied, all together. */
const APPLIQUER = defineActe({
  chemin: "",
  droit: DROIT,
  annonce: null,
  champs: { fichier: brut(), envoi: brut(), relu: relu() },
  run: async ({ base, epci }, { fichier, envoi, relu }) => {
    const { aAppliquer } = await confronterReponses(base, epci, envoi);
    const decisions = aAppliquer.map(({ cleAdresse, situation, source }) => ({
      cleAdresse,
      situation,
      residence: null,
      identRep: null,
      motif: `Réponse du bailleur${source ? `\u00A0: ${source}` : ""} (${fichier.slice(0, 40)})`,
      relu,
    }));
    const recorded = decisions.length > 0 ? await recordLocalisations(base, epci, decisions) : null;
    return surFile(decisions.length, recorded?.annulables ?? null);
  },
});
