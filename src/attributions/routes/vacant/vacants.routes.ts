import type { Context } from "hono";
import { peut } from "#socle/regles/habilitation/peut.ts";
import { garde } from "#socle/routes/acces/garde.ts";
import { relu, texteLibre } from "#socle/routes/champs.ts";
import type { Env } from "#socle/routes/deps.ts";
import { defineActe, type EtatPage, erreurOf, pageActes } from "#socle/routes/page-actes.ts";
import type { Routes } from "#socle/routes/serveur/routes.ts";
import { openCadre, type Site } from "#socle/routes/site.ts";
import { declarantOf } from "../../actes/logement/declarer-logement.ts";
import { findListeur } from "../../actes/partenaire/inscrire-menages.ts";
import { demanderLogement, refuserDemande } from "../../actes/vacant/demander-logement.ts";
import { lireCompatibles, offertDeVacant } from "../../lectures/partenaire/lire-compatibles.ts";
import { CHEMIN_VACANTS, renderVacantsPage } from "../../pages/vacant/vacants-page.tsx";

const DEMANDER = defineActe({
  chemin: ":id{[1-9][0-9]{0,14}}/demande",
  droit: garde("proposition", "creer"),
  annonce: "Le logement est demandé\u00A0: son bailleur le lit, et vous répond.",
  champs: {},
  run: ({ base, epci, aujourdhui, numero }) => demanderLogement(base, { epci, liberation: numero("id"), aujourdhui }),
});

const REFUSER = defineActe({
  chemin: "demandes/:demande{[1-9][0-9]{0,14}}/refus",
  droit: garde("proposition", "modifier"),
  annonce: "Le refus est enregistré\u00A0: le réservataire le lit.",
  champs: { motif: texteLibre(300), relu: relu() },
  run: ({ base, epci, aujourdhui, numero }, lu) =>
    refuserDemande(base, { epci, id: numero("demande"), aujourdhui, ...lu }),
});

/** `/t/:epci/liberations/vacants`: what has been empty for three months, for those who may fill it. */
export function vacantsRoutes(site: Site): Routes {
  return pageActes(site, {
    chemin: CHEMIN_VACANTS,
    droit: garde("logement-prive", "lire"),
    show: showVacants,
    actes: { demande: DEMANDER, refuse: REFUSER },
  });
}

async function showVacants(site: Site, c: Context<Env>, etat: EtatPage): Promise<string> {
  const { epci, cadre } = await openCadre(site, c);
  const { base } = c.var;
  const aujourdhui = site.deps.horloge.aujourdhui();
  const [vacants, demandes] = await Promise.all([
    base.vacants.list(epci, aujourdhui),
    peut(base.acteur, "proposition", "lire", epci) ? base.vacants.demandes(epci) : [],
  ]);
  const listeur = findListeur(base, epci);
  const menages = listeur === null ? [] : await base.partenaires.liste(epci, listeur.organisation);
  const offerts = vacants.map(offertDeVacant);
  return renderVacantsPage({
    cadre,
    epci,
    aujourdhui,
    vacants,
    demandes,
    demandeur: listeur?.organisation ?? null,
    compatibles:
      menages.length === 0 ? null : await lireCompatibles(base, { epci, jour: aujourdhui }, menages, offerts),
    choisi: vacants.find(({ liberation }) => String(liberation) === c.req.query("logement")) ?? null,
    bailleur: declarantOf(base, epci),
    annonce: etat.annonce,
    erreur: erreurOf(etat),
    etat,
  });
}
