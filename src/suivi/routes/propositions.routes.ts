import type { Context } from "hono";
import { proposer } from "#attributions/actes/proposition/proposer.ts";
import { repondre } from "#attributions/actes/proposition/repondre.ts";
import { MOTIFS_REFUS_MENAGE, NATURES_PROPOSEES, premierTerme } from "#dossier/regles/proposition/proposition.ts";
import { TYPOLOGIES } from "#dossier/regles/reponses.ts";
import type { SaisieFormulaire } from "#socle/pages/design/formulaire.tsx";
import { Refus } from "#socle/regles/shared/refus.ts";
import { garde } from "#socle/routes/acces/garde.ts";
import { listCommunes } from "#socle/routes/cas-bloque/saisie.ts";
import type { Env } from "#socle/routes/deps.ts";
import { Lecture, saisieOf } from "#socle/routes/serveur/lecture.ts";
import { Routes } from "#socle/routes/serveur/routes.ts";
import { statusOf } from "#socle/routes/serveur/status.ts";
import type { Site } from "#socle/routes/site.ts";
import { listPropositions } from "../lectures/lire-suivi.ts";
import { renderPropositionPage, renderReponseAgentPage } from "../pages/formulaires-page.tsx";
import { DOSSIER, type DossierPartage, openDossier, versFiche, versSuivi } from "./dossier-partage.ts";
import { aCorriger, type RefusLu, refusLu, SANS_REFUS_LU } from "./refus-lu.ts";

const NOUVELLE = `${DOSSIER}/propositions/nouvelle`;
const REPONSE = `${DOSSIER}/propositions/:proposition{[1-9][0-9]{0,14}}/reponse`;
const PROPOSER = garde("proposition", "creer");
const REPONDRE = garde("proposition", "modifier");

export function propositionsRoutes(site: Site): Routes {
  return new Routes()
    .get(NOUVELLE, PROPOSER, (c) => show(site, c, {}, SANS_REFUS_LU))
    .post(NOUVELLE, PROPOSER, (c) => send(site, c))
    .get(REPONSE, REPONDRE, (c) => showReponse(site, c, {}, SANS_REFUS_LU))
    .post(REPONSE, REPONDRE, (c) => sendReponse(site, c));
}

async function show(site: Site, c: Context<Env>, saisie: SaisieFormulaire, refus: RefusLu): Promise<Response> {
  const ouvert = await openDossier(site, c);
  if (ouvert === null) return versFiche(c);
  const terme = premierTerme("logement", site.deps.horloge.aujourdhui());
  const page = renderPropositionPage({
    ...ouvert,
    terme,
    aRelire: refus.code === "message-a-relire",
    communes: await listCommunes(c.var.base, ouvert.epci),
    etat: { saisie: { repondre_avant: [terme], ...saisie }, refus: refus.affiche },
  });
  return c.html(page, refus.code === null ? 200 : statusOf(refus.code));
}

async function send(site: Site, c: Context<Env>): Promise<Response> {
  const ouvert = await openDossier(site, c);
  if (ouvert === null) return versFiche(c);
  const saisie = saisieOf(await c.req.parseBody({ all: true }));
  const lecture = new Lecture(saisie);
  const communes = (await listCommunes(c.var.base, ouvert.epci)).map(({ code }) => code);
  const proposition = readProposition(lecture, communes);
  if (lecture.erreurs.length > 0) return show(site, c, saisie, aCorriger(lecture.erreurs));
  const { epci, demandeur } = ouvert;
  const relu = saisie.relu?.[0] === "oui";
  const jour = site.deps.horloge.aujourdhui();
  try {
    await proposer(c.var.base, site.deps, { ...proposition, epci, demandeur, relu, jour });
  } catch (error) {
    return show(site, c, saisie, refusLu(error, ["proposition", "message", "texte"]));
  }
  return versSuivi(c, ouvert, "proposition");
}

function readProposition(lecture: Lecture, communes: readonly string[]) {
  const commune = lecture.textOrNull("commune", 5) ?? "";
  if (!communes.includes(commune)) lecture.fail("commune", "Commune : choisissez dans la liste.");
  const repondreAvant = lecture.dayOrNull("repondre_avant", "Réponse attendue jusqu’au");
  if (lecture.textOrNull("repondre_avant") === null) {
    lecture.fail("repondre_avant", "Réponse attendue jusqu’au : donnez la date, jour, mois et année.");
  }
  const logement = lecture.text("logement", "Logement");
  if (logement.length > 200) lecture.fail("logement", "Logement : 200 caractères au plus. Raccourcissez.");
  return {
    nature: lecture.choice("nature", "Ce que vous proposez", NATURES_PROPOSEES),
    logement,
    commune,
    repondreAvant: repondreAvant ?? "",
    logementCle: lecture.textOrNull("cle", 60),
    typologie: lecture.choiceOrNull("typologie", "Typologie", TYPOLOGIES),
    loyer: lecture.amount("loyer", "Loyer par mois"),
    charges: lecture.amount("charges", "Charges par mois"),
  };
}

async function findIn(site: Site, c: Context<Env>, { epci, demandeur }: DossierPartage) {
  const aujourdhui = site.deps.horloge.aujourdhui();
  const propositions = await listPropositions(c.var.base, { epci, demandeur, aujourdhui });
  const found = propositions.find(({ id }) => id === Number(c.req.param("proposition")));
  if (!found) throw new Refus("proposition-inconnue", "Cette proposition n’existe pas, ou ne vous est pas ouverte.");
  return found;
}

async function showReponse(site: Site, c: Context<Env>, saisie: SaisieFormulaire, refus: RefusLu): Promise<Response> {
  const ouvert = await openDossier(site, c);
  if (ouvert === null) return versFiche(c);
  const proposition = await findIn(site, c, ouvert);
  const page = renderReponseAgentPage({ ...ouvert, proposition, etat: { saisie, refus: refus.affiche } });
  return c.html(page, refus.code === null ? 200 : statusOf(refus.code));
}

async function sendReponse(site: Site, c: Context<Env>): Promise<Response> {
  const ouvert = await openDossier(site, c);
  if (ouvert === null) return versFiche(c);
  const { id: proposition } = await findIn(site, c, ouvert);
  const { epci, demandeur } = ouvert;
  const saisie = saisieOf(await c.req.parseBody({ all: true }));
  const lecture = new Lecture(saisie);
  const reponse = lecture.choice("reponse", "Le ménage", ["acceptee", "refusee"]);
  const motif = lecture.choiceOrNull("motif", "Sa raison", MOTIFS_REFUS_MENAGE);
  if (lecture.erreurs.length > 0) return showReponse(site, c, saisie, aCorriger(lecture.erreurs));
  try {
    await repondre(c.var.base, site.deps.horloge, { epci, demandeur, proposition, reponse, motif });
  } catch (error) {
    return showReponse(site, c, saisie, refusLu(error, ["proposition"]));
  }
  return versSuivi(c, ouvert, "reponse");
}
