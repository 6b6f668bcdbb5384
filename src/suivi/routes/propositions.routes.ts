import type { Context } from "hono";
import { proposer } from "#attributions/actes/proposition/proposer.ts";
import { repondre } from "#attributions/actes/proposition/repondre.ts";
import {
  findProposee,
  MOTIFS_REFUS_MENAGE,
  NATURES_PROPOSEES,
  premierTerme,
} from "#dossier/regles/proposition/proposition.ts";
import { TYPOLOGIES } from "#dossier/regles/reponses.ts";
import { garde } from "#socle/routes/acces/garde.ts";
import { choix, choixOuVide, jour, montantOuVide, parmi, relu, texte, texteOuVide } from "#socle/routes/champs.ts";
import { listCommunes } from "#socle/routes/communes.ts";
import type { Env } from "#socle/routes/deps.ts";
import { defineActe, type EtatPage, pageActes } from "#socle/routes/page-actes.ts";
import type { Routes } from "#socle/routes/serveur/routes.ts";
import type { Site } from "#socle/routes/site.ts";
import { listPropositions } from "../lectures/lire-suivi.ts";
import { renderPropositionPage, renderReponseAgentPage } from "../pages/formulaires-page.tsx";
import { DOSSIER, type DossierPartage, onDossier, versEvenements } from "./dossier-partage.ts";

const CREER = garde("proposition", "creer");
const MODIFIER = garde("proposition", "modifier");

export const PROPOSER = defineActe({
  chemin: "",
  droit: CREER,
  annonce: "La proposition est faite. Le ménage est prévenu s’il l’a accepté.",
  champs: async ({ base, epci }) => ({
    commune: parmi(
      "Commune",
      (await listCommunes(base, epci)).map(({ code }) => code),
    ),
    repondre_avant: jour("Réponse attendue jusqu’au"),
    logement: texte("Logement", 200),
    nature: choix("Ce que vous proposez", NATURES_PROPOSEES),
    cle: texteOuVide(60),
    typologie: choixOuVide("Typologie", TYPOLOGIES),
    loyer: montantOuVide("Loyer par mois"),
    charges: montantOuVide("Charges par mois"),
    relu: relu(),
  }),
  run: ({ site, c, base, aujourdhui }, { cle: logementCle, repondre_avant: repondreAvant, ...proposition }) =>
    onDossier(site, c, async ({ epci, demandeur }) => {
      const dite = { ...proposition, logementCle, repondreAvant };
      await proposer(base, site.deps, { ...dite, epci, demandeur, jour: aujourdhui });
      return versEvenements(demandeur);
    }),
});

export const REPONDRE = defineActe({
  chemin: "",
  droit: MODIFIER,
  annonce: "La réponse est écrite.",
  champs: {
    reponse: choix("Le ménage", ["acceptee", "refusee"]),
    motif: choixOuVide("Sa raison", MOTIFS_REFUS_MENAGE),
  },
  run: ({ site, c, base }, reponse) =>
    onDossier(site, c, async (ouvert) => {
      const { id: proposition } = await findIn(site, c, ouvert);
      const { epci, demandeur } = ouvert;
      await repondre(base, site.deps.horloge, { epci, demandeur, proposition, ...reponse });
      return versEvenements(demandeur);
    }),
});

export function propositionsRoutes(site: Site): Routes {
  return pageActes(
    site,
    {
      chemin: `${DOSSIER}/propositions/nouvelle`,
      droit: CREER,
      show: showProposition,
      actes: { proposition: PROPOSER },
    },
    {
      chemin: `${DOSSIER}/propositions/:proposition{[1-9][0-9]{0,14}}/reponse`,
      droit: MODIFIER,
      show: showReponse,
      actes: { reponse: REPONDRE },
    },
  );
}

function showProposition(site: Site, c: Context<Env>, etat: EtatPage): Promise<string | Response> {
  const terme = premierTerme("logement", site.deps.horloge.aujourdhui());
  return onDossier(site, c, async (ouvert) =>
    renderPropositionPage({
      ...ouvert,
      terme,
      aRelire: etat.code === "message-a-relire",
      communes: await listCommunes(c.var.base, ouvert.epci),
      etat: { saisie: { repondre_avant: [terme], ...etat.saisie }, refus: etat.refus },
    }),
  );
}

function showReponse(site: Site, c: Context<Env>, etat: EtatPage): Promise<string | Response> {
  return onDossier(site, c, async (ouvert) =>
    renderReponseAgentPage({ ...ouvert, proposition: await findIn(site, c, ouvert), etat }),
  );
}

async function findIn(site: Site, c: Context<Env>, { epci, demandeur }: DossierPartage) {
  const aujourdhui = site.deps.horloge.aujourdhui();
  const propositions = await listPropositions(c.var.base, { epci, demandeur, aujourdhui });
  return findProposee(propositions, Number(c.req.param("proposition")));
}
