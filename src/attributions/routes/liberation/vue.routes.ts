import type { Context } from "hono";
import { readChoixParties } from "#convention/routes/contingent/saisie.ts";
import { EXCEPTIONS_CANDIDATS } from "#droit/regles/exception-candidats.ts";
import { CODES_RESERVATAIRE } from "#engagements/regles/contingent/droit.ts";
import { hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { type EtatFormulaire, SANS_REFUS, type SaisieFormulaire } from "#socle/pages/design/formulaire.tsx";
import { Refus } from "#socle/regles/shared/refus.ts";
import { garde } from "#socle/routes/acces/garde.ts";
import type { Env } from "#socle/routes/deps.ts";
import { Lecture, saisieOf } from "#socle/routes/serveur/lecture.ts";
import { Routes } from "#socle/routes/serveur/routes.ts";
import { statusOf } from "#socle/routes/serveur/status.ts";
import { openCadre, type Site } from "#socle/routes/site.ts";
import { annulerBailAttribue } from "../../actes/bail/annuler-bail.ts";
import { reconnaitreActionLogement } from "../../actes/bail/signer-bail.ts";
import {
  repondreDesignation,
  reprendreDesignation,
  solliciterReservataire,
} from "../../actes/candidature/solliciter-reservataire.ts";
import { excepterLiberation, orienterLiberation, retirerLiberation } from "../../actes/liberation/orienter.ts";
import { computeVueLiberation } from "../../lectures/liberation/compute-vue.ts";
import { cheminLiberation } from "../../pages/liberation/chemins.ts";
import { renderLiberationPage } from "../../pages/liberation/liberation-page.tsx";
import { CAUSES_ANNULATION } from "../../regles/bail/annulation.ts";
import { termeDesignation } from "../../regles/candidature/delai-designation.ts";
import { ORIENTATIONS } from "../../regles/liberation/liberation.ts";
import { placeOf } from "./place.ts";

const ANNONCES: Readonly<Record<string, string>> = {
  ouverte: "Le logement est à attribuer.",
  datee: "Les dates sont enregistrées.",
  orientee: "L’orientation est enregistrée.",
  exceptee: "La raison est enregistrée.",
  retiree: "Le logement est retiré.",
  sollicite: "Le réservataire peut lire ce logement et y désigner ses candidats.",
  repris: "Le logement revient au bailleur.",
  repondu: "Votre réponse est enregistrée.",
  designee: "La demande est candidate pour ce logement.",
  retrait: "La candidature est retirée.",
  visite: "La visite est proposée au ménage, dans son suivi.",
  "visite-faite": "La visite est notée.",
  condition: "La suite de la condition est enregistrée.",
  offre: "L’offre est envoyée au ménage, dans son suivi.",
  reponse: "La réponse du ménage est enregistrée.",
  bail: "Le bail est signé : le logement est attribué, la demande est radiée et le bilan de l’année compte ce bail.",
  annule: "Le bail est annulé : le logement est de nouveau à attribuer et plus rien ne compte ce bail.",
  reconnu: "La reconnaissance est enregistrée.",
};

export const UNE_LIBERATION = "/t/:epci/liberations/:id{[1-9][0-9]{0,14}}";

/** The one screen of a freed dwelling, and the acts on the dwelling itself. */
export function vueRoutes(site: Site): Routes {
  const modifier = garde("logement-prive", "modifier");
  const proposer = garde("proposition", "creer");
  return new Routes()
    .get(UNE_LIBERATION, garde("logement-prive", "lire"), (c) => showVue(site, c, null))
    .post(`${UNE_LIBERATION}/orientation`, modifier, (c) => act(site, c, "orientee", orienter))
    .post(`${UNE_LIBERATION}/exception`, modifier, (c) => act(site, c, "exceptee", excepter))
    .post(`${UNE_LIBERATION}/retrait`, modifier, (c) => act(site, c, "retiree", retirer))
    .post(`${UNE_LIBERATION}/reservataire`, modifier, (c) => act(site, c, "sollicite", solliciter))
    .post(`${UNE_LIBERATION}/reprise`, modifier, (c) =>
      act(site, c, "repris", async (_, { base, epci, id, aujourdhui }) =>
        reprendreDesignation(base, { epci, liberation: id, aujourdhui }),
      ),
    )
    .post(`${UNE_LIBERATION}/reponse`, proposer, (c) => act(site, c, "repondu", repondre))
    .post(`${UNE_LIBERATION}/annulation`, garde("attribution", "valider"), (c) => act(site, c, "annule", annuler))
    .post(`${UNE_LIBERATION}/action-logement`, garde("attribution", "modifier"), (c) =>
      act(site, c, "reconnu", reconnaitre),
    );
}

export type Ou = {
  readonly site: Site;
  readonly base: Env["Variables"]["base"];
  readonly epci: string;
  /** Of the libération. */
  readonly id: number;
  readonly aujourdhui: string;
};
type Acte = (lu: Lecture, ou: Ou) => Promise<unknown>;

/** Reads the form, does the act, and comes back to the page: with what it says, or with the form as it was typed and what is wrong. */
export async function act(site: Site, c: Context<Env>, fait: string, acte: Acte): Promise<Response> {
  const epci = c.req.param("epci") ?? "";
  const id = Number(c.req.param("id"));
  const saisie = saisieOf(await c.req.parseBody({ all: true }));
  const lu = new Lecture(saisie);
  try {
    await acte(lu, { site, base: c.var.base, epci, id, aujourdhui: site.deps.horloge.aujourdhui() });
    return c.redirect(hrefTerritoire(epci, cheminLiberation(id), { fait }), 303);
  } catch (error) {
    if (!(error instanceof Refus) || SANS_PAGE.includes(error.code)) throw error;
    const etat = lu.erreurs.length > 0 ? { message: null, erreurs: lu.erreurs } : placeOf(error);
    return showVue(site, c, { code: error.code, etat: { saisie, refus: etat } });
  }
}

/** What cannot be shown on the page of the dwelling: there is none for them. */
const SANS_PAGE: readonly string[] = ["droit-absent", "liberation-inconnue"];

/** Stops an act whose form could not be read: its fields say why. */
export function checkLu(lu: Lecture): void {
  const [premiere] = lu.erreurs;
  if (premiere) throw new Refus("saisie-a-corriger", premiere.message, { champ: premiere.champ });
}

async function orienter(lu: Lecture, { base, epci, id, aujourdhui }: Ou): Promise<void> {
  const orientation = lu.choice("orientation", "Profil retenu", ORIENTATIONS);
  const motif = lu.textOrNull("motif", 500) ?? "";
  checkLu(lu);
  await orienterLiberation(base, { epci, id, aujourdhui, orientation, motif, relu: isRelu(lu) });
}

async function excepter(lu: Lecture, { base, epci, id, aujourdhui }: Ou): Promise<void> {
  const exception = lu.choiceOrNull("exception", "Raison légale", EXCEPTIONS_CANDIDATS);
  const motif = lu.textOrNull("exception_motif", 500) ?? "";
  checkLu(lu);
  await excepterLiberation(base, { epci, id, aujourdhui, exception, motif, relu: isRelu(lu) });
}

async function retirer(lu: Lecture, { base, epci, id, aujourdhui }: Ou): Promise<void> {
  const motif = lu.textOrNull("retrait_motif", 300) ?? "";
  checkLu(lu);
  await retirerLiberation(base, { epci, id, aujourdhui, motif, relu: isRelu(lu) });
}

async function solliciter(lu: Lecture, { base, epci, id, aujourdhui }: Ou): Promise<void> {
  const contingent = lu.choice("contingent", "Contingent", CODES_RESERVATAIRE);
  const avant = lu.dayOrNull("avant", "Réponse attendue jusqu’au");
  if (avant === null && lu.erreurs.length === 0) lu.fail("avant", "Réponse attendue jusqu’au : donnez un jour.");
  const droit = lu.hidden("droit");
  const { reservataires } = await readChoixParties(base, epci);
  const reservataire = reservataires.find((one) => one.id === lu.hidden("reservataire"))?.id ?? 0;
  if (reservataire === 0) lu.fail("reservataire", "Réservataire : choisissez-le dans la liste.");
  checkLu(lu);
  await solliciterReservataire(base, {
    epci,
    liberation: id,
    reservataire,
    contingent,
    aujourdhui,
    droit: droit > 0 ? droit : null,
    avant: avant ?? aujourdhui,
  });
}

async function annuler(lu: Lecture, { base, epci, id, aujourdhui }: Ou): Promise<void> {
  const cause = lu.choice("annulation_cause", "Pourquoi", CAUSES_ANNULATION);
  const motif = lu.textOrNull("annulation_motif", 300) ?? "";
  checkLu(lu);
  await annulerBailAttribue(base, { epci, liberation: id, aujourdhui, cause, motif, relu: isRelu(lu) });
}

async function repondre(lu: Lecture, { base, epci, id, aujourdhui }: Ou): Promise<void> {
  const reponse = lu.choice("reponse", "Réponse", ["designe", "rendu"]);
  const motif = lu.textOrNull("rendu_motif", 300) ?? "";
  checkLu(lu);
  await repondreDesignation(base, { epci, liberation: id, reponse, motif, relu: isRelu(lu), aujourdhui });
}

async function reconnaitre(lu: Lecture, { base, epci, id, aujourdhui }: Ou): Promise<void> {
  const reponse = lu.choice("action_logement", "Action Logement", ["oui", "non", "inconnu"]);
  checkLu(lu);
  await reconnaitreActionLogement(base, { epci, liberation: id, reponse, aujourdhui });
}

export function isRelu({ saisie }: Lecture): boolean {
  return (saisie.relu ?? []).includes("oui");
}

async function showVue(
  site: Site,
  c: Context<Env>,
  refuse: { readonly code: string; readonly etat: EtatFormulaire } | null,
): Promise<Response> {
  const { epci, cadre } = await openCadre(site, c);
  const { base } = c.var;
  const aujourdhui = site.deps.horloge.aujourdhui();
  const question = { epci, id: Number(c.req.param("id")), aujourdhui };
  const vue = await computeVueLiberation(base, site.memoire, question);
  const { reservataires } = vue.droits.modifier ? await readChoixParties(base, epci) : { reservataires: [] };
  const saisie: SaisieFormulaire = {
    orientation: [vue.liberation.orientation ?? vue.profils[0]?.orientation ?? "aucune"],
    motif: [vue.liberation.orientationMotif ?? ""],
    exception: [vue.liberation.exception ?? ""],
    exception_motif: [vue.liberation.exceptionMotif ?? ""],
    avant: [termeDesignation(aujourdhui, vue.liberation.filiere) ?? ""],
    ...refuse?.etat.saisie,
  };
  const page = renderLiberationPage({
    cadre,
    epci,
    vue,
    etat: { saisie, refus: refuse?.etat.refus ?? SANS_REFUS },
    reservataires: reservataires.map(({ id, nom }) => ({ organisation: id, nom })),
    annonce: refuse ? null : (ANNONCES[c.req.query("fait") ?? ""] ?? null),
  });
  return c.html(page, refuse ? statusOf(refuse.code) : 200);
}
