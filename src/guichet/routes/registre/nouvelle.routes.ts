import type { Context } from "hono";
import { guichetsOf } from "#dossier/lectures/registre/guichets.ts";
import { CHEMIN_NOUVELLE, cheminDemande } from "#dossier/pages/registre/chemins.ts";
import { MODES_LOGEMENT, TYPOLOGIES } from "#dossier/regles/reponses.ts";
import { hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { type RefusFormulaire, SANS_REFUS, type SaisieFormulaire } from "#socle/pages/design/formulaire.tsx";
import { Refus } from "#socle/regles/shared/refus.ts";
import { garde } from "#socle/routes/acces/garde.ts";
import type { Env } from "#socle/routes/deps.ts";
import { Lecture, saisieOf } from "#socle/routes/serveur/lecture.ts";
import { Routes } from "#socle/routes/serveur/routes.ts";
import { statusOf } from "#socle/routes/serveur/status.ts";
import { openCadre, type Site } from "#socle/routes/site.ts";
import { creerDemande, type DemandeAuGuichet } from "../../actes/registre/creer-demande.ts";
import { renderNouvellePage } from "../../pages/registre/nouvelle-page.tsx";

const NOM_MAX = 80;
/** As many as the steps take, and whoever asks. */
const PERSONNES_MAX = 21;
const COURRIEL = /^[^\s@]{1,64}@[^\s@.]+(\.[^\s@.]+)+$/;

/** A demande opened at the desk, for somebody who is there. */
export function nouvelleRoutes(site: Site): Routes {
  const guard = garde("demande-identite", "creer");
  const chemin = `/t/:epci/${CHEMIN_NOUVELLE}`;
  return new Routes().get(chemin, guard, (c) => show(site, c, {}, null)).post(chemin, guard, (c) => send(site, c));
}

type Refuse = { readonly code: string; readonly affiche: RefusFormulaire };

async function show(site: Site, c: Context<Env>, saisie: SaisieFormulaire, refus: Refuse | null): Promise<Response> {
  const { epci, cadre } = await openCadre(site, c);
  const { base } = c.var;
  const [communes, noms] = await Promise.all([base.territoires.communes(epci), base.registres.guichets(epci)]);
  const page = renderNouvellePage({
    cadre,
    epci,
    etat: { saisie, refus: refus?.affiche ?? SANS_REFUS },
    guichets: (guichetsOf(base, epci) ?? []).map((id) => ({ code: String(id), libelle: noms.get(id) ?? "Guichet" })),
    communes: communes.map(({ commune, nom }) => ({ code: commune, libelle: nom })),
  });
  return c.html(page, refus === null ? 200 : statusOf(refus.code));
}

async function send(site: Site, c: Context<Env>): Promise<Response> {
  const { epci } = await openCadre(site, c);
  const { horloge } = site.deps;
  const saisie = saisieOf(await c.req.parseBody({ all: true }));
  const lecture = new Lecture(saisie);
  const aujourdhui = horloge.aujourdhui();
  const demande = { epci, aujourdhui, maintenant: horloge.maintenant(), ...readDemande(lecture, aujourdhui) };
  if (lecture.erreurs.length > 0) {
    return show(site, c, saisie, {
      code: "saisie-a-corriger",
      affiche: { message: null, erreurs: lecture.erreurs },
    });
  }
  try {
    const demandeur = await creerDemande(c.var.base, demande);
    return c.redirect(hrefTerritoire(epci, cheminDemande(demandeur), { fait: "ouverte" }), 303);
  } catch (error) {
    if (!(error instanceof Refus) || error.code === "droit-absent") throw error;
    const champ = error.code === "commune-hors" ? "commune_1" : "guichet";
    const affiche = { message: null, erreurs: [{ champ, message: error.message }] };
    return show(site, c, saisie, { code: error.code, affiche });
  }
}

function readDemande(
  lecture: Lecture,
  aujourdhui: string,
): Omit<DemandeAuGuichet, "epci" | "maintenant" | "aujourdhui"> {
  const personnes = lecture.whole("personnes", "Personnes à loger", 1);
  if (lecture.textOrNull("personnes") === null) lecture.fail("personnes", "Personnes à loger : écrivez combien.");
  if (personnes !== null && personnes > PERSONNES_MAX) {
    lecture.fail("personnes", `Personnes à loger : ${PERSONNES_MAX} au plus.`);
  }
  const communes = [1, 2, 3].flatMap((rang) => lecture.textOrNull(`commune_${rang}`, 5) ?? []);
  if (communes.length === 0) lecture.fail("commune_1", "Commune souhaitée : choisissez-en une au moins.");
  return {
    guichet: lecture.hidden("guichet"),
    identite: readIdentite(lecture, aujourdhui),
    personnes: personnes ?? 1,
    communes: [...new Set(communes)],
    revenuMensuel: lecture.amount("revenu", "Revenus du ménage"),
    typologie: lecture.choiceOrNull("typologie", "Logement cherché", TYPOLOGIES),
    logement: lecture.choiceOrNull("logement", "Logement actuel", MODES_LOGEMENT),
  };
}

function readIdentite(lecture: Lecture, aujourdhui: string): DemandeAuGuichet["identite"] {
  const accords = lecture.several("accords", ["courriel", "sms"]);
  const courriel = lecture.textOrNull("courriel", 200);
  if (courriel !== null && !COURRIEL.test(courriel)) {
    lecture.fail("courriel", "Courriel : écrivez-le comme nom@exemple.fr, ou laissez vide.");
  }
  const telephone = lecture.textOrNull("telephone", 20);
  if (telephone !== null && !/^\+?[\d .\-()]{6,20}$/.test(telephone)) {
    lecture.fail("telephone", "Téléphone : écrivez des chiffres, ou laissez vide.");
  }
  return {
    civilite: lecture.choice("civilite", "Civilité", ["madame", "monsieur"]),
    nom: readNom(lecture, "nom", "Nom de naissance"),
    prenom: readNom(lecture, "prenom", "Prénom"),
    nomUsage: lecture.textOrNull("nom_usage", NOM_MAX),
    naissance: lecture.day("naissance", "Date de naissance", aujourdhui),
    courriel,
    telephone,
    adresse: lecture.textOrNull("adresse", 200),
    adresseCommune: null,
    accordCourriel: accords.includes("courriel") && courriel !== null,
    accordSms: accords.includes("sms") && telephone !== null,
  };
}

function readNom(lecture: Lecture, champ: string, libelle: string): string {
  if (lecture.textOrNull(champ, NOM_MAX) === null) return lecture.text(champ, libelle);
  return lecture.textOrNull(champ, NOM_MAX) ?? "";
}
