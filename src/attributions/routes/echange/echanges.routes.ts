import type { Context } from "hono";
import { garde } from "#socle/routes/acces/garde.ts";
import { jour, relu, texte, texteLibre } from "#socle/routes/champs.ts";
import type { Env } from "#socle/routes/deps.ts";
import { defineActe, type EtatPage, erreurOf, pageActes } from "#socle/routes/page-actes.ts";
import type { Routes } from "#socle/routes/serveur/routes.ts";
import { openCadre, type Site } from "#socle/routes/site.ts";
import { presenterEchange, proposerEchange, repondreBailleur } from "../../actes/echange/mener-echange.ts";
import { offrirEchange, retirerOffre } from "../../actes/echange/offrir-echange.ts";
import { declarantOf } from "../../actes/logement/declarer-logement.ts";
import { readReferenceDemande } from "../../lectures/candidature/dossier-designe.ts";
import { lireEchanges } from "../../lectures/echange/lire-echanges.ts";
import { examinerDemande } from "../../lectures/rapprochement/examiner-demande.ts";
import { CHEMIN_ECHANGES, renderEchangesPage } from "../../pages/echange/echanges-page.tsx";
import { entree } from "../choix.ts";

const CREER = garde("proposition", "creer");
const MODIFIER = garde("proposition", "modifier");
const OFFRE = "offres/:offre{[1-9][0-9]{0,14}}";
const COTE = ":echange{[1-9][0-9]{0,14}}";

const OFFRIR = defineActe({
  chemin: "offres",
  droit: CREER,
  annonce: "Le logement est offert à l’échange : son locataire le lit sur sa page.",
  champs: {
    logement: entree("Logement : choisissez-le dans la liste."),
    reference: texte("Demande de son locataire"),
    accord: jour("Accord du locataire, le"),
  },
  run: async ({ base, epci, aujourdhui }, { logement, reference, accord: accordLe }) => {
    await offrirEchange(base, { epci, logement, reference: readReferenceDemande(reference), accordLe, aujourdhui });
  },
});

const RETIRER = defineActe({
  chemin: `${OFFRE}/retirer`,
  droit: MODIFIER,
  annonce: "Le logement n’est plus offert à l’échange.",
  champs: {},
  run: ({ base, epci, aujourdhui, numero }) => retirerOffre(base, { epci, offre: numero("offre"), aujourdhui }),
});

const PROPOSER = defineActe({
  chemin: `${OFFRE}/proposer`,
  droit: CREER,
  annonce: "L’échange est proposé : l’autre bailleur répond d’abord, puis les deux ménages.",
  champs: { autre: entree("Logement : choisissez-le dans la liste.") },
  run: ({ base, epci, aujourdhui, numero }, { autre }) =>
    proposerEchange(base, { epci, offre: numero("offre"), autre, aujourdhui }),
});

const ACCEPTER = defineActe({
  chemin: `${COTE}/accord`,
  droit: MODIFIER,
  annonce: "Vous acceptez cet échange : les deux ménages le lisent et répondent.",
  champs: {},
  run: ({ base, epci, aujourdhui, numero }) =>
    repondreBailleur(base, { epci, id: numero("echange"), reponse: "oui", motif: "", relu: true, aujourdhui }),
});

const REFUSER = defineActe({
  chemin: `${COTE}/refus`,
  droit: MODIFIER,
  annonce: "Le refus est enregistré : l’autre bailleur le lit. Aucun ménage n’a été prévenu.",
  champs: { motif: texteLibre(300), relu: relu() },
  run: ({ base, epci, aujourdhui, numero }, lu) =>
    repondreBailleur(base, { epci, id: numero("echange"), reponse: "non", aujourdhui, ...lu }),
});

const PRESENTER = defineActe({
  chemin: `${COTE}/presenter`,
  droit: CREER,
  annonce: "Le logement est à attribuer, et l’autre ménage y est candidat.",
  champs: {},
  run: async ({ base, epci, aujourdhui, numero }) => {
    await presenterEchange(base, examinerDemande, { epci, id: numero("echange"), aujourdhui });
  },
});

/** `/t/:epci/liberations/echanges`: tenants' dwellings that could be exchanged, from the offer to the commission. */
export function echangesRoutes(site: Site): Routes {
  return pageActes(site, {
    chemin: CHEMIN_ECHANGES,
    droit: garde("logement-prive", "lire"),
    show: showEchanges,
    actes: {
      offert: OFFRIR,
      retire: RETIRER,
      propose: PROPOSER,
      accepte: ACCEPTER,
      refuse: REFUSER,
      presente: PRESENTER,
    },
  });
}

async function showEchanges(site: Site, c: Context<Env>, etat: EtatPage): Promise<string> {
  const { epci, cadre } = await openCadre(site, c);
  const { base } = c.var;
  const organisation = declarantOf(base, epci);
  const offre = Number(c.req.query("offre"));
  const lus = await lireEchanges(base, { epci, organisation, offre: Number.isSafeInteger(offre) ? offre : null });
  return renderEchangesPage({
    cadre,
    epci,
    lus,
    logements: organisation === null ? null : await base.liberations.liberables(epci, organisation),
    annonce: etat.annonce,
    erreur: erreurOf(etat),
    etat,
  });
}
