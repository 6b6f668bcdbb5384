import type { Context } from "hono";
import { readFond } from "#donnees/lectures/territoire/fond.ts";
import { findVersionOfYear } from "#engagements/regles/convention/version.ts";
import type { Base } from "#socle/lectures/base.ts";
import { type SaisieFormulaire, valeurDe } from "#socle/pages/design/formulaire.tsx";
import { introuvable, Refus } from "#socle/regles/shared/refus.ts";
import { garde } from "#socle/routes/acces/garde.ts";
import { type Lu, plusieurs, relu } from "#socle/routes/champs.ts";
import type { Env } from "#socle/routes/deps.ts";
import { defineActe, type EtatPage, erreurOf, type Lieu, pageActes, Suite } from "#socle/routes/page-actes.ts";
import { paramOf, Routes } from "#socle/routes/serveur/routes.ts";
import { openCadre, type Site } from "#socle/routes/site.ts";
import { freezeRapport, prepareRapport, type RapportDemande } from "../actes/rapport/freeze-rapport.ts";
import type { Bilan } from "../lectures/bilan.ts";
import { computeBilan } from "../lectures/compute-bilan.ts";
import { draftCommentaires } from "../lectures/rapport/draft-commentaires.ts";
import { SECTIONS, type Section } from "../lectures/rapport/ports.ts";
import { readRapport } from "../lectures/rapport/read-rapport.ts";
import { sectionsConnues } from "../lectures/rapport/sections-connues.ts";
import { renderRapportFigePage } from "../pages/rapport/rapport-fige-page.tsx";
import { renderRapportPage } from "../pages/rapport/rapport-page.tsx";
import { parseFormat, sendApercu, sendBilan } from "./documents.ts";
import { readChoix, readQuestion } from "./question.ts";

/** In the matrix, only the EPCI may compose (« creer ») the territory's internal figures. */
const COMPOSER = garde("indicateur-interne", "creer", { partout: true });

/** `/t/:epci/rapport`: compose, freeze, read again, download. */
export function rapportRoutes(site: Site): Routes {
  return new Routes()
    .route(
      "/",
      pageActes(site, {
        chemin: "rapport",
        droit: COMPOSER,
        show: showComposer,
        actes: { fige: FIGER, apercu: APERCU },
      }),
    )
    .get(
      "/t/:epci/rapport/:fichier{.+\\.(pdf|docx|xlsx|csv|json)}",
      garde("bilan", "exporter", { partout: true }),
      async (c) => {
        const { epci } = await openCadre(site, c);
        const fichier = paramOf(c, "fichier");
        const rapport = await findRapport(c.var.base, epci, fichier.replace(/\.[a-z]+$/, ""));
        const fond = await readFond(site, c.var.base, epci, rapport.annee);
        const format = parseFormat(fichier, c.req.query("format"));
        return sendBilan(c, { bilan: rapport.bilan, fond, format, rapport });
      },
    )
    .get("/t/:epci/rapport/:numero", garde("bilan", "lire", { partout: true }), async (c) => {
      const { epci, cadre } = await openCadre(site, c);
      const rapport = await findRapport(c.var.base, epci, paramOf(c, "numero"));
      return c.html(renderRapportFigePage({ cadre, rapport, nouveau: c.req.query("fait") === "fige" }));
    });
}

async function findRapport(base: Base, epci: string, numero: string) {
  const rapport = await readRapport(base, epci, numero);
  if (!rapport)
    throw introuvable("rapport-inconnu", `Le rapport « ${numero} » n’existe pas. Choisissez-le dans la liste.`);
  return rapport;
}

async function showComposer(site: Site, c: Context<Env>, etat: EtatPage): Promise<string> {
  const { epci, cadre } = await openCadre(site, c);
  const { base } = c.var;
  const saisie = etat.acte === null ? null : etat.saisie;
  const question = await readQuestion(base, epci, saisie === null ? c.req.query() : periodeOf(saisie));
  const bilan = question ? await computeBilan(base, { ...question, bailleur: null }) : null;
  const [choix, figes] = await Promise.all([readChoix(base, epci), base.rapports.list(epci)]);
  return renderRapportPage({
    cadre,
    bilan,
    choix,
    figes,
    cochees:
      saisie === null
        ? await connuesOf(base, epci, bilan)
        : SECTIONS.filter((section) => saisie.sections?.includes(section)),
    // What was typed wins over the draft, even when emptied.
    commentaires: saisie === null ? draftOf(bilan) : commentairesOf(saisie),
    erreur: erreurOf(etat),
    aRelire: etat.code === "commentaire-a-relire",
  });
}

async function connuesOf(base: Base, epci: string, bilan: Bilan | null): Promise<readonly Section[]> {
  if (bilan === null) return SECTIONS;
  const version = findVersionOfYear(await base.conventions.versions(epci), bilan.annee);
  return sectionsConnues(bilan, (version?.depuis ?? null) !== null);
}

function periodeOf(saisie: SaisieFormulaire) {
  return { annee: valeurDe(saisie, "annee"), periode: valeurDe(saisie, "periode") };
}

function draftOf(bilan: Bilan | null): Record<Section, string> {
  const draft = bilan ? draftCommentaires(bilan) : null;
  return eachSection((section) => draft?.[section] ?? "");
}

function commentairesOf(saisie: SaisieFormulaire): Record<Section, string> {
  return eachSection((section) => valeurDe(saisie, `commentaire-${section}`));
}

function eachSection(write: (section: Section) => string): Record<Section, string> {
  // The record is complete: every section is listed.
  return Object.fromEntries(SECTIONS.map((section) => [section, write(section)])) as Record<Section, string>;
}

const CHAMPS_RAPPORT = { sections: plusieurs(SECTIONS), relu: relu() };

/** What the form asks for, of the period that it shows. */
async function demandeOf(
  { base, epci, aujourdhui }: Lieu,
  choisi: Lu<typeof CHAMPS_RAPPORT>,
  saisie: SaisieFormulaire,
): Promise<RapportDemande> {
  const question = await readQuestion(base, epci, periodeOf(saisie));
  if (!question) throw new Refus("bilan-vide", "Aucune attribution n’est publiée : il n’y a rien à figer.");
  return { epci, periode: question.periode, ...choisi, commentaires: commentairesOf(saisie), aujourdhui };
}

const FIGER = defineActe({
  chemin: "",
  droit: COMPOSER,
  annonce: null,
  champs: CHAMPS_RAPPORT,
  run: async (lieu, choisi, saisie) => {
    const { numero } = await freezeRapport(lieu.base, await demandeOf(lieu, choisi, saisie));
    return new Suite({ chemin: `rapport/${numero}`, fait: "fige" });
  },
});

/** Nothing is kept: what a comment may say of a person is asked when it is frozen. */
const APERCU = defineActe({
  chemin: "apercu",
  droit: COMPOSER,
  annonce: null,
  champs: CHAMPS_RAPPORT,
  run: async (lieu, choisi, saisie) => {
    const { base, epci, site, c } = lieu;
    const demande = { ...(await demandeOf(lieu, choisi, saisie)), relu: true };
    const projet = await prepareRapport(base, demande);
    return sendApercu(c, projet, await readFond(site, base, epci, demande.periode.annee));
  },
});
